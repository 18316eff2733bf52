"""Writes every opinion with its vote and where that was read, as tab-separated lines.

Usage: python opinions.py [ADDRESS]
"""

import sys

from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

PAGE = gql(
    """
    query Opinions($after: String) {
      opinions(first: 2, after: $after) {
        nodes {
          title
          session { heldOn }
          vote { outcome formula source { start end } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
    """
)


def opinions(client):
    """Every opinion, a page at a time."""
    after = None
    while True:
        request = PAGE
        request.variable_values = {"after": after}
        page = client.execute(request)["opinions"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def main():
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080/graphql"
    # The queries are checked against the server's schema before they are sent.
    client = Client(transport=RequestsHTTPTransport(url=address), fetch_schema_from_transport=True)
    for opinion in opinions(client):
        vote = opinion["vote"] or {}
        source = vote.get("source") or {}
        read = f"{source['start']}-{source['end']}" if source else ""
        held = (opinion["session"] or {}).get("heldOn", "")
        print(held, opinion["title"], vote.get("outcome") or "", vote.get("formula") or "", read, sep="\t")


main()
