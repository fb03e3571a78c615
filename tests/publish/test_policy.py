from ratings_site.publish.policy import hash_of, headers, policy, with_policy


def test_the_policy_allows_the_site_and_just_these_scripts() -> None:
    # The hash is what `printf 'a()' | openssl dgst -sha256 -binary | base64` gives.
    assert policy(["sha256-z", hash_of("a()")]) == (
        "default-src 'none'; script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4=' 'sha256-z'; "
        "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def test_the_policy_stands_before_everything_it_governs() -> None:
    page = with_policy('<head>\n<meta charset="utf-8">\n<script>a()</script></head>', "x")
    assert page.startswith(
        '<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="x">\n<meta name="referrer"'
    )
    assert with_policy("<head></head>", "x") == "<head></head>"
    assert with_policy('<meta charset="utf-8"><meta charset="utf-8">', "x").count("Content-Security-Policy") == 1


def test_the_file_for_hosts_opens_the_data_to_everybody_and_the_frame_to_nobody_else() -> None:
    assert (
        headers("x")
        == """/*
  Access-Control-Allow-Origin: *
  Content-Security-Policy: x; frame-ancestors 'self'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: strict-origin-when-cross-origin
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff

/catalog.jsonld
  Content-Type: application/ld+json

/feed.xml
  Content-Type: application/atom+xml; charset=utf-8
"""
    )
