declare module 'opencc-js/dict/TSCharacters' {
  /** Characters in traditional writing, each with its simplified forms: `㑯 㑔|㑳 㑇|…`. */
  const pairs: string;
  export default pairs;
}
