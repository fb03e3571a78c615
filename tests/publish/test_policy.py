from ratings_site.publish.policy import hash_of, headers, policy, with_policy


def test_the_policy_allows_the_site_and_just_these_scripts() -> None:
    # The hash is what `printf 'a()' | openssl dgst -sha256 -binary | base64` gives.
    assert policy([hash_of("a()")]) == (
        "default-src 'none'; script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; "
        "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def test_the_policy_stands_before_everything_it_governs() -> None:
    page = with_policy('<head>\n<meta charset="utf-8">\n<script>a()</script></head>', "x")
    assert page.startswith(
        '<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="x">\n<meta name="referrer"'
    )
    assert with_policy("<head></head>", "x") == "<head></head>"


def test_the_file_for_hosts_opens_the_data_to_everybody_and_the_frame_to_nobody_else() -> None:
    text = headers("x")
    everywhere = text.split("\n\n", maxsplit=1)[0].splitlines()
    assert everywhere[0] == "/*"
    assert {"  Content-Security-Policy: x; frame-ancestors 'self'", "  Access-Control-Allow-Origin: *"} <= {*everywhere}
    assert [block.splitlines() for block in text.split("\n\n")[1:]] == [
        ["/catalog.jsonld", "  Content-Type: application/ld+json"],
        ["/feed.xml", "  Content-Type: application/atom+xml; charset=utf-8"],
    ]
