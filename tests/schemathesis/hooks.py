"""What schemathesis makes of the schema, and checks of every answer: see tests/tests/hemicycle/schemathesis.rs."""

import os
import zlib
from dataclasses import replace

import graphql
import schemathesis
from hypothesis import strategies as st

# The codes that a query may be answered with, whatever it asks: those that blame the query. INTERNAL and UNAVAILABLE
# blame the server, and are what this looks for.
CODES = set(os.environ["HEMICYCLE_CODES"].split(","))

LOG = open(os.environ["HEMICYCLE_ASKED"], "a", buffering=1)

DAYS = st.dates().map(str)
schemathesis.graphql.scalar("Date", DAYS.map(schemathesis.graphql.nodes.String))
schemathesis.graphql.scalar(
    "PartialDate", DAYS.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])).map(schemathesis.graphql.nodes.String)
)
schemathesis.graphql.scalar(
    "DateTime", st.datetimes().map(lambda moment: schemathesis.graphql.nodes.String(f"{moment.isoformat()}Z"))
)
# No query can hold a file: whatever stands there is refused.
schemathesis.graphql.scalar("Upload", st.text(max_size=20).map(schemathesis.graphql.nodes.String))


class Reasonable(graphql.Visitor):
    """Asks for pages that there are: a random figure is hardly ever one from 0 to 100, a random text never a cursor."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def enter_field(self, node, *_):
        names = {argument.name.value for argument in node.arguments}
        left_out = {"after", "before", "last" if "first" in names else "after"}
        kept = (argument for argument in node.arguments if argument.name.value not in left_out)
        return replace(node, arguments=tuple(map(self.argument, kept)))

    def argument(self, argument):
        if argument.name.value not in ("first", "last"):
            return argument
        return replace(argument, value=graphql.IntValueNode(value=str(self.number % 8)))


@schemathesis.hook
def map_body(context, body):
    """Leaves one query of three as it was made."""
    number = zlib.crc32(graphql.print_ast(body).encode())
    if number % 3:
        return graphql.visit(body, Reasonable(number // 3))
    return body


@schemathesis.check
def every_answer_is_ours(ctx, response, case):
    """No 5xx, GraphQL in JSON, and no error without a code of ours."""
    assert response.status_code < 500, f"status {response.status_code}: {response.text[:500]}"
    answer = response.json()
    errors = answer.get("errors", [])
    assert errors or "data" in answer, f"neither data nor errors: {response.text[:500]}"
    for error in errors:
        code = error.get("extensions", {}).get("code")
        assert code in CODES, f"the error {error} has the code {code}"
    LOG.write(("answered" if not errors else errors[0]["extensions"]["code"]) + "\n")
