{
  const own = document.currentScript.dataset;
  const said = new EventSource(`${own.events}?page=${encodeURIComponent(location.pathname)}&is=${own.is}`);
  said.onmessage = () => location.reload();
}
