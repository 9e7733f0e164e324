<?php
// A new WordPress, and the pages it shows of posts.
//
//     php pages.php SITE install
//     php pages.php SITE pages < posts.jsonl
//
// Each line of the input is a post as `{"content": "...", "footnotes": "..."}`; each line of the output its page as a JSON string.
[, $site, $task] = $argv;
$_SERVER += ['HTTP_HOST' => 'blog.example.com', 'REQUEST_URI' => '/', 'SERVER_NAME' => 'blog.example.com', 'REQUEST_METHOD' => 'GET'];

if ($task === 'install') {
    define('WP_INSTALLING', true);
    require "$site/wp-load.php";
    require ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('Blog', 'admin', 'admin@example.com', true, '', 'secret');
    exit;
}

require "$site/wp-load.php";
wp_set_current_user(1);
while (($line = fgets(STDIN)) !== false) {
    $given = json_decode($line, true);
    $id = 0;
    if ($given['footnotes'] !== '') {
        $id = wp_insert_post(wp_slash(['post_title' => 'post', 'post_status' => 'publish', 'post_content' => $given['content']]));
        add_post_meta($id, 'footnotes', wp_slash($given['footnotes']));
    }
    $post = $id ? get_post($id) : new WP_Post((object) ['ID' => 0, 'post_content' => $given['content'], 'filter' => 'raw']);
    $GLOBALS['post'] = $post;
    if ($id) {
        setup_postdata($post);
    }
    echo json_encode(apply_filters('the_content', $post->post_content), JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
