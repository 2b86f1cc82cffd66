/* Opened from disk no module is loaded: the link to the plain search takes the query along. */
(() => {
  const query = new URLSearchParams(location.search).get("q");
  const link = document.querySelector(".seminar-search-stock a");
  if (query && link) link.search = `?q=${encodeURIComponent(query)}`;
})();
