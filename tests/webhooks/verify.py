"""Verifies deliveries as a receiver does, with the library of Standard Webhooks, and refuses altered ones."""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
webhook = Webhook(given["secret"])
for one in given["received"]:
    assert webhook.verify(one["body"], one["headers"]) == json.loads(one["body"])
    for altered in (one["body"] + " ", one["body"].replace("CREATED", "DELETED")):
        if altered != one["body"]:
            try:
                webhook.verify(altered, one["headers"])
            except WebhookVerificationError:
                continue
            sys.exit("an altered body was verified")
print(len(given["received"]))
