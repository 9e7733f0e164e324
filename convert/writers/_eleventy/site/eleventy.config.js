export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ public: "/" });
  eleventyConfig.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  eleventyConfig.addFilter("tagAddress", (tag) => `/tags/${tag.split("/").map(encodeURIComponent).join("/")}/`);
  eleventyConfig.addCollection("_posts", (all) => all.getAllSorted().filter((page) => page.data.title && page.data.layout));
  eleventyConfig.addCollection("_tags", (all) => [...new Set(all.getAll().flatMap((page) => page.data.tags ?? []))].sort());
}

export const config = {
  dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
};
