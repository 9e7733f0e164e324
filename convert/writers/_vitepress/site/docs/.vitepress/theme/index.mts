import { h } from 'vue';
import DefaultTheme from 'vitepress/theme';
import Post from './Post.vue';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'doc-before': () => h(Post) }),
};
