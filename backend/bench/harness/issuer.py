"""A small OpenID provider, so that gifts are recorded by officers who sign in with tokens: discovery, one key, tokens signed by openssl."""

import base64
import http.server
import json
import re
import subprocess
import threading
import time

from harness import settings


def _base64url(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Issuer:
    def __init__(self, directory):
        directory.mkdir(parents=True, exist_ok=True)
        self.private = directory / "issuer.pem"
        self.public = directory / "issuer.pub.pem"
        subprocess.run(["openssl", "genrsa", "-out", self.private, "2048"], check=True, capture_output=True)
        subprocess.run(["openssl", "rsa", "-in", self.private, "-pubout", "-out", self.public], check=True, capture_output=True)
        modulus = subprocess.run(["openssl", "rsa", "-in", self.private, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "bench", "e": "AQAB", "n": _base64url(bytes.fromhex(re.sub(r".*=|\s", "", modulus)))}
        answers = {
            "/identity/.well-known/openid-configuration": {
                "issuer": settings.ISSUER,
                "jwks_uri": f"{settings.ISSUER}/jwks",
                "token_endpoint": f"{settings.ISSUER}/token",
                "authorization_endpoint": f"{settings.ISSUER}/authorize",
            },
            "/identity/jwks": {"keys": [key]},
        }

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                answer = answers.get(self.path)
                body = json.dumps(answer).encode() if answer else b""
                self.send_response(200 if answer else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def token(self, subject, hours=6):
        """Signs an access token for this API (RFC 9068)."""
        now = int(time.time())
        head = {"alg": "RS256", "typ": "at+jwt", "kid": "bench"}
        claims = {
            "iss": settings.ISSUER,
            "sub": subject,
            "client_id": "sanad-app",
            "amr": ["pwd", "otp", "mfa"],
            "aud": f"{settings.PUBLIC_URL}/graphql",
            "iat": now,
            "exp": now + hours * 3600,
            "jti": f"{subject}-{now}",
        }
        signed = ".".join(_base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims))
        signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.private], input=signed.encode(), check=True, capture_output=True).stdout
        return f"{signed}.{_base64url(signature)}"

    def close(self):
        self.server.shutdown()
