# /angka di grup staf, dan setiap Senin: bagaimana pelanggan dijawab
desk-figures-week = 📊 <b>Minggu { $first } – { $last }</b>
    { $lines }
desk-figures-month = 📊 <b>Bulan { $first } – { $last }</b>
    { $lines }
desk-figures-none = Tidak ada percakapan yang dimulai pelanggan.
desk-figures-talks = 💬 { $count } percakapan dimulai, { $solved } sudah selesai
desk-figures-unanswered = ⏳ Belum ada yang dijawab
desk-figures-wait = ⏱ Jawaban pertama: setengahnya dalam { $half_h } jam { $half_m } menit, sembilan dari sepuluh dalam { $most_h } jam { $most_m } menit
desk-figures-within = 🎯 Sesuai target (jam kerja saja yang dihitung): { $within } dari { $answered }
desk-figures-waiting = ⏳ Belum dijawab: { $count }
desk-figures-by-whom = <b>Oleh siapa</b>
desk-figures-who = • { $name }: { $count }
desk-figures-by-what = <b>Tentang apa</b>
desk-figures-about-request = • Permintaan pindah: { $count }
desk-figures-about-faktur = • Faktur: { $count }
desk-figures-about-error = • Kendala: { $count }
desk-figures-about-help = • Dari halaman bantuan: { $count }
desk-figures-about-other = • Lain-lain: { $count }
desk-figures-score = ⭐ Penilaian pelanggan: { $score } dari 5, oleh { $count } orang
desk-figures-no-score = ⭐ Belum ada penilaian pelanggan
desk-figures-btn-week-before = ◀️ Minggu sebelumnya
desk-figures-btn-month-before = ◀️ Bulan sebelumnya
desk-figures-btn-week = Minggu ini
desk-figures-btn-month = Bulan ini
desk-figures-sheet = 📊 Setiap percakapan { $first } – { $last }, untuk diurutkan dan dijumlahkan
desk-figures-column-number = Nomor
desk-figures-column-begun = Mulai (WIB)
desk-figures-column-about = Tentang
desk-figures-column-wait = Jawaban pertama (menit)
desk-figures-column-by = Oleh
desk-figures-column-solved = Selesai
desk-figures-column-score = Nilai
desk-figures-column-opinion = Kata pelanggan
desk-figures-yes = ya
desk-figures-no = belum
