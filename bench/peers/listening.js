// Says where a server listens, once it does, in a line of its own that the benchmark waits for.
export const listening = (server, port) => {
  server.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  server.listen(Number(port), '127.0.0.1', () => console.error(`listening on 127.0.0.1:${server.address().port}`));
};
