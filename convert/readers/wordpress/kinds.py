"""Which items of an export are posts. WordPress keeps in one table what was written, and what its programs keep for themselves.

A type nobody here knows is a plugin's or a theme's (`portfolio`, `recipe`, `product`): with a text of its own it is read as a
post that says its type in `extra`, and private unless its status is a known one. Without a text it is a setting.
"""

from convert import lazy_re as re
from convert.readers._xml.element import Element

_POSTS = frozenset({"", "post", "page"})
"""Types that are always posts. Exports before WordPress 2.1, and items cut off before they say their type, name none."""

_NO_POSTS = frozenset(
    """
    attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template
    wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face wp_pattern wp_guideline

    shop_order shop_order_refund shop_order_placehold shop_coupon shop_subscription shop_webhook product_variation
    scheduled-action edd_payment edd_log edd_discount give_payment feedback flamingo_contact flamingo_inbound
    flamingo_outbound jp_pay_order jp_mem_plan jetpack_migration safecss msm_sitemap postman_sent_mail

    acf acf-field acf-field-group acf-post-type acf-taxonomy acf-ui-options-page wpcf7_contact_form wpforms nf_sub
    mc4wp-form mailpoet_page newsletterglue ml-slider ml-slide envira soliloquy tablepress_table elementor_library
    elementor_font elementor_icons elementor_snippet e-landing-page et_pb_layout fl-builder-template vc_grid_item
    ct_template oxy_user_library bricks_template kadence_element generateblocks gp_elements astra-advanced-hook
    cookielawinfo wp-rest-api-log amp_validated_url amp_story_page redirect_rule custom-css-js polylang_mo
    vc4_templates sp_wpcp_collection spt_testimonial_form
    """.split()
)
"""Types that never are: settings, templates, menus, and records that name customers and correspondents."""


_SAID = re.compile(rb"post_type>\s*([\w-]+)\s*</")


def non_post_kind_or_empty(element: Element, data: bytes = b"") -> str:
    """The kind of item an item is that is no post, in a word; empty for a post.

    An item that cannot be read to its end may say its type behind the place where reading ended, in its `data`.
    """
    kind, status = element.child_text("wp:post_type"), element.child_text("wp:status")
    if not kind and (stated_type := _SAID.search(data)):
        kind = stated_type[1].decode("ascii", "replace")
    if kind in _NO_POSTS:
        return kind
    if status == "trash":
        return "trash"
    is_empty = not element.first_child_or_empty_element("content:encoded").own_text.strip()
    if status == "auto-draft" and is_empty:
        return "auto-draft"
    return "" if kind in _POSTS or not is_empty else kind
