// Mounts GraphiQL on /graphql of the same server, one tab for each example.
(async () => {
  const address = new URL('graphql', document.location).href;
  const examples = await (await fetch('graphiql/examples.json')).json();
  const root = ReactDOM.createRoot(document.getElementById('graphiql'));
  root.render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: address }),
      defaultTabs: examples.map((query) => ({ query })),
      defaultEditorToolsVisibility: false,
      isHeadersEditorEnabled: false,
    }),
  );
})();
