# Penilaian sesudah percakapan
ntf-rate = Bagaimana bantuan kami di percakapan <b>{ $number }</b>? Pilih satu angka: 1 buruk, 5 sangat baik.
btn-rate-1 = 1
btn-rate-2 = 2
btn-rate-3 = 3
btn-rate-4 = 4
btn-rate-5 = 5
nilai-why = Terima kasih, nilai <b>{ $score }</b> sudah kami catat.
    Bila Anda mau, tulis satu kalimat: apa yang baik, atau apa yang perlu kami perbaiki? Contoh: <i>Cepat dijawab, tetapi saya harus mengirim foto dua kali.</i>
nilai-done = Terima kasih. Kata-kata Anda dibaca tim kami.
nilai-closed = Penilaian ini tidak dapat diisi lagi. Bila ada yang ingin Anda sampaikan, tulis saja di /cs.
