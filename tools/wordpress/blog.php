<?php
/*
 * Makes a blog in a fresh WordPress, with posts in every status, threads of comments, a tree of categories and attachments, and
 * prints its export, as Tools > Export writes it.
 *
 *     php blog.php SITE install
 *     php blog.php SITE export
 */

$_SERVER += ['HTTP_HOST' => 'blog.example.com', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/'];
if ($argv[2] === 'install') {
    define('WP_INSTALLING', true);
}
require "$argv[1]/wp-load.php";

if ($argv[2] === 'install') {
    require ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('시험 블로그', 'writer', 'writer@example.com', true, '', 'not-a-secret');
    exit;
}

require ABSPATH . 'wp-admin/includes/export.php';
require ABSPATH . 'wp-admin/includes/taxonomy.php';

update_option('timezone_string', 'Asia/Seoul');
foreach (get_posts(['numberposts' => -1, 'post_type' => ['post', 'page'], 'post_status' => 'any']) as $first) {
    wp_delete_post($first->ID, true);
}
wp_update_user(['ID' => 1, 'display_name' => '글쓴이 & 친구']);
register_post_type('portfolio', ['public' => true, 'can_export' => true]);
register_taxonomy('season', 'post', ['public' => true]);

$root = wp_insert_category(['cat_name' => '요리 & 살림', 'category_nicename' => 'cooking']);
$leaf = wp_insert_category(['cat_name' => '찌개', 'category_nicename' => '찌개', 'category_parent' => $root]);

function post(array $fields): int {
    $made = wp_insert_post(wp_slash($fields + [
        'post_author' => 1, 'post_status' => 'publish', 'post_date' => '2021-03-04 05:06:07', 'post_content' => "첫 줄\n둘째 줄\n\n다음 문단",
    ]), true);
    if (is_wp_error($made)) {
        fwrite(STDERR, $made->get_error_message() . "\n");
        exit(1);
    }
    return $made;
}

foreach (['publish', 'private', 'draft', 'pending', 'trash', 'auto-draft'] as $status) {
    post(['post_title' => "상태 $status", 'post_name' => "status-$status", 'post_status' => $status]);
}
post(['post_title' => '상태 future', 'post_status' => 'future', 'post_date' => '2099-01-02 03:04:05']);
post(['post_title' => '상태 password', 'post_password' => 'the-password']);
post(['post_title' => '상태 private page', 'post_type' => 'page', 'post_status' => 'private']);
post(['post_title' => '상태 custom', 'post_type' => 'portfolio']);
$parent = post(['post_title' => '위 페이지', 'post_type' => 'page']);
post(['post_title' => '아래 페이지', 'post_type' => 'page', 'post_parent' => $parent]);
post(['post_title' => '다시 쓰는 블록', 'post_type' => 'wp_block', 'post_content' => '<!-- wp:paragraph --><p>되풀이</p><!-- /wp:paragraph -->']);

$filed = post([
    'post_title' => 'Tom & "Jerry" <된장> ]]> 끝', 'post_name' => '된장-찌개', 'post_excerpt' => '짧은 말',
    'post_content' => "]]> 은 문서를 끝내지 않는다.\n\n[caption id=\"x\" align=\"aligncenter\" width=\"300\"]<img src=\"https://blog.example.com/wp-content/uploads/a-300x200.jpg\" alt=\"된장\" /> 설명[/caption]\n\n[gallery ids=\"GALLERY\"]",
]);
wp_set_post_categories($filed, [$leaf]);
wp_set_post_tags($filed, ['C++', 'R&D', '겨울']);
wp_set_object_terms($filed, ['겨울철'], 'season');
set_post_format($filed, 'aside');
stick_post($filed);
add_post_meta($filed, '재료', '된장');
add_post_meta($filed, '재료', '두부');

$pictures = [];
foreach (['a.jpg', 'b.png'] as $number => $name) {
    $pictures[] = $id = wp_insert_attachment([
        'post_title' => $name, 'post_mime_type' => 'image/jpeg', 'post_excerpt' => $number ? '그림 설명' : '', 'post_date' => '2021-03-04 05:06:07',
        'guid' => "https://blog.example.com/wp-content/uploads/$name",
    ], $name, $filed);
    update_post_meta($id, '_wp_attachment_image_alt', "그림 $number");
}
wp_update_post(wp_slash(['ID' => $filed, 'post_content' => str_replace('GALLERY', implode(',', $pictures), get_post($filed)->post_content)]));
set_post_thumbnail($filed, $pictures[1]);

function comment(int $post, string $text, array $fields = []): int {
    return wp_insert_comment(wp_slash($fields + [
        'comment_post_ID' => $post, 'comment_content' => $text, 'comment_author' => '손님', 'comment_author_email' => 'guest@example.org',
        'comment_author_IP' => '203.0.113.7', 'comment_approved' => '1', 'comment_date' => '2021-03-05 00:00:00',
    ]));
}

$above = comment($filed, "맛있다\n<b>정말</b>");
$reply = comment($filed, '고맙다', ['comment_parent' => $above]);
comment($filed, '천만에', ['comment_parent' => $reply]);
comment($filed, '기다림', ['comment_approved' => '0']);
comment($filed, '광고', ['comment_approved' => 'spam']);
comment($filed, '[…] 소개 […]', ['comment_type' => 'pingback', 'comment_author_url' => 'https://other.example.net/1']);

export_wp(['content' => 'all']);
