<?php
/**
 * Tells the assistant what happens in WHMCS: paid, refunded and cancelled invoices, answers of
 * staff, ticket statuses, changed services, domains and clients.
 *
 * Copy this file to includes/hooks/ of your WHMCS and fill in the two settings below.
 *
 * What leaves WHMCS are ids, nothing else: the assistant reads the rest through the API. A message
 * is signed, waits for its answer no longer than a few seconds, and never stops what WHMCS is
 * doing. What could not be told is not told again: the assistant looks for changes by itself, too.
 */

if (!defined('WHMCS')) {
    exit;
}

(static function (): void {
    $settings = [
        // Where the assistant takes events, such as https://assistant.example.com/portal/events
        'url' => '',
        // The same as ASSISTANT_PORTAL_EVENTS_SECRET of the assistant.
        'secret' => '',
    ];

    $connectSeconds = 2;
    $answerSeconds = 4;

    /** A line in WHMCS's activity log; outside of WHMCS, in PHP's. */
    $complain = static function (string $why): void {
        $line = 'Assistant events: ' . $why;
        function_exists('logActivity') ? logActivity($line) : error_log($line);
    };

    /** One attempt: the HTTP status, or 0 when nobody answered in time. */
    $post = static function (string $body) use ($settings, $connectSeconds, $answerSeconds): int {
        $time = (string) time();
        $signed = "POST\n/portal/events\n" . $time . "\n" . $body;
        $request = curl_init($settings['url']);
        curl_setopt_array($request, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_HTTPHEADER => [
                'Content-Type: application/json',
                'Expect:',
                'X-Assistant-Timestamp: ' . $time,
                'X-Assistant-Signature: sha256=' . hash_hmac('sha256', $signed, $settings['secret']),
            ],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_CONNECTTIMEOUT => $connectSeconds,
            CURLOPT_TIMEOUT => $answerSeconds,
            CURLOPT_NOSIGNAL => true,
        ]);
        return curl_exec($request) === false ? 0 : (int) curl_getinfo($request, CURLINFO_HTTP_CODE);
    };

    /** Nobody answered: the rest of this run is not told, or the cron job would wait for each. */
    $silent = false;
    /** What this run told already. */
    $told = [];

    /**
     * Tell one event. $subject is invoice, ticket, service or client, $id the id of that one, and $name
     * what tells the event apart from others about it: the same name is the same event.
     */
    $tell = static function (string $type, string $subject, string $id, string $name) use (
        $settings,
        $post,
        $complain,
        &$silent,
        &$told
    ): void {
        if ($silent || $settings['url'] === '' || $settings['secret'] === '') {
            return;
        }
        if (!preg_match('/^(domain-|service-)?[0-9]+$/D', $id)) {
            return;
        }
        if (!function_exists('curl_init')) {
            $silent = true;
            $complain('the PHP extension curl is missing');
            return;
        }
        $event = $type . ':' . $id . ':' . $name;
        if (isset($told[$event])) {
            return;
        }
        $told[$event] = true;
        $body = json_encode(['id' => $event, 'type' => $type, 'data' => [$subject => $id]]);
        $status = $post($body);
        if ($status >= 500) {
            $status = $post($body); // its id is the same, so it counts once
        }
        if ($status === 0) {
            $silent = true;
            $complain('nobody answers at the address that is set');
        } elseif ($status !== 200) {
            $complain('HTTP ' . $status . ($status === 401 ? ': is it the right secret?' : ''));
        }
    };

    /** Run $then with a reader of the hook's variables, whatever becomes of it. */
    $on = static function (string $point, callable $then) use ($complain): void {
        add_hook($point, 1, static function ($vars) use ($then, $complain): void {
            try {
                $then(static function (string $name) use ($vars): string {
                    $value = is_array($vars) ? ($vars[$name] ?? '') : '';
                    return is_int($value) || is_string($value) ? (string) $value : '';
                });
            } catch (\Throwable $error) {
                $complain(get_class($error));
            }
        });
    };

    /** A name for something that may happen again. */
    $once = static fn (): string => bin2hex(random_bytes(8));

    $invoices = [
        'InvoicePaid' => 'invoice.paid',
        'InvoiceRefunded' => 'invoice.refunded',
        'InvoiceCancelled' => 'invoice.cancelled',
    ];
    foreach ($invoices as $point => $type) {
        $on($point, static fn ($var) => $tell($type, 'invoice', $var('invoiceid'), $once()));
    }

    $on('TicketAdminReply', static fn ($var) => $tell(
        'ticket.replied',
        'ticket',
        $var('ticketid'),
        'reply-' . ($var('replyid') ?: $once())
    ));

    // Closing a ticket runs both of these points; it is one event.
    $closing = 'closed-' . $once();
    $on('TicketStatusChange', static fn ($var) => $tell(
        'ticket.status',
        'ticket',
        $var('ticketid'),
        $var('status') === 'Closed' ? $closing : $once()
    ));
    $on('TicketClose', static fn ($var) => $tell('ticket.status', 'ticket', $var('ticketid'), $closing));

    $on('ServiceEdit', static fn ($var) => $tell(
        'service.changed',
        'service',
        'service-' . $var('serviceid'),
        $once()
    ));
    $on('DomainEdit', static fn ($var) => $tell(
        'service.changed',
        'service',
        'domain-' . $var('domainid'),
        $once()
    ));

    // A client's own data changed, perhaps the e-mail; which, and to what, is not told.
    $on('ClientEdit', static fn ($var) => $tell(
        'client.changed',
        'client',
        $var('userid') ?: $var('clientid'),
        $once()
    ));
})();
