<?php
/**
 * What WHMCS does at its hook points in one request: php run_hooks.php <folder>, with a list of
 * [point, variables] as JSON on standard input. Every file of the folder is loaded, but for those
 * whose name begins with an underscore; what they registered is called in the order of priority.
 */

define('WHMCS', true);

$registered = [];

function add_hook(string $point, int $priority, callable $then): void
{
    global $registered;
    $registered[$point][$priority][] = $then;
}

function logActivity(string $line): void
{
    fwrite(STDERR, $line . "\n");
}

$folder = $argv[1];
foreach (glob($folder . '/*.php') as $file) {
    if (basename($file)[0] !== '_') {
        require_once $file;
    }
}
foreach (json_decode(stream_get_contents(STDIN), true) as [$point, $variables]) {
    $callbacks = $registered[$point] ?? [];
    ksort($callbacks);
    foreach (array_merge(...$callbacks) as $callback) {
        $callback($variables);
    }
}
