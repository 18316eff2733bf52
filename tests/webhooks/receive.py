"""Receives webhooks with TLS: verifies each with the library of Standard Webhooks, and prints its id.

Takes the names that its certificate has, and a file that the certificate of its authority is written to. The first
line of its input is the webhook's secret.
"""

import http.server
import ssl
import sys

import trustme
from standardwebhooks import Webhook

authority = trustme.CA()
authority.cert_pem.write_to_path(sys.argv[2])


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        Webhook(secret).verify(body, headers)
        self.send_response(204)
        self.end_headers()
        print(headers["webhook-id"], flush=True)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
authority.issue_cert(*sys.argv[1].split(",")).configure_cert(context)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
secret = sys.stdin.readline().strip()
server.serve_forever()
