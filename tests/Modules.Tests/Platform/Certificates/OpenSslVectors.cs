namespace Mingsuan.Modules.Tests.Platform.Certificates;

/// <summary>
/// What the command `openssl ca` of OpenSSL 3.0.19 wrote with `-sigopt distid:1234567812345678`: an authority, two
/// holders, and a list that revokes the second. Their private keys were thrown away.
/// </summary>
internal static class OpenSslVectors
{
    public const string Authority = """
        -----BEGIN CERTIFICATE-----
        MIIBeDCCAR6gAwIBAgIUCknGpVTG/Z4QHjJZj2QTcR56f0MwCgYIKoEcz1UBg3Uw
        GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTIyMTczMjAzWhgPMjA1
        NDA0MDkxNzMyMDNaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
        zj0CAQYIKoEcz1UBgi0DQgAEbROHEuc8Hrmgs9KOwKA86LsTPaG0NHsJSLXcnoAa
        Ifu1AS10gy489X5a0vQYX4+41axAgaTXG53AVr1ymRjkeaNCMEAwDwYDVR0TAQH/
        BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFMwsnQe6ghhhCPKozZ+c
        /S+f55ekMAoGCCqBHM9VAYN1A0gAMEUCIQDDZFxbZF3RI1eFQI6sf82Y507D6ngK
        bEsInzHQSsINcgIgP9jlStO7V9rGgKfvBjeBJwwWGHYOKoxFtaHkxUrBPLo=
        -----END CERTIFICATE-----
        """;

    public const string Holder = """
        -----BEGIN CERTIFICATE-----
        MIIBeDCCAR+gAwIBAgICEAAwCgYIKoEcz1UBg3UwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwHhcNMjYwMTAxMDAwMDAwWhcNNDAxMjMxMjM1OTU5WjATMREwDwYD
        VQQDDAhEb2N0b3IgYTBZMBMGByqGSM49AgEGCCqBHM9VAYItA0IABJB7ZqwI/WaC
        q0UoVojwcnr+ffuu9m4UTGnuhl78K/ulzwl1TAiD6kyi4RV4f2YkOKgl0zPQJQcv
        woAv40Rb4o+jXTBbMAkGA1UdEwQCMAAwDgYDVR0PAQH/BAQDAgbAMB8GA1UdIwQY
        MBaAFMwsnQe6ghhhCPKozZ+c/S+f55ekMB0GA1UdDgQWBBQMtnXUi/2oCp6+wkIG
        msukLIGSfTAKBggqgRzPVQGDdQNHADBEAiAF1j6AHn62JBirjUbcXfzMiUZg2Pz5
        zaB1SxTZZR1FSwIgCOJV3ziUPGMum7dwlrF1u4muOI5gzyrDEGOJ7qlcsJs=
        -----END CERTIFICATE-----
        """;

    public const string Revoked = """
        -----BEGIN CERTIFICATE-----
        MIIBejCCAR+gAwIBAgICEAEwCgYIKoEcz1UBg3UwGTEXMBUGA1UEAwwOVGVzdCBh
        dXRob3JpdHkwHhcNMjYwMTAxMDAwMDAwWhcNNDAxMjMxMjM1OTU5WjATMREwDwYD
        VQQDDAhEb2N0b3IgYjBZMBMGByqGSM49AgEGCCqBHM9VAYItA0IABHUlWpHjdli6
        5cZePFXKjw6Ff7eEIHkHZazBIFp3XUCSDU6f887E8uX2qpaykV/sk8730wYfmWrX
        q8oEeCtsU1yjXTBbMAkGA1UdEwQCMAAwDgYDVR0PAQH/BAQDAgbAMB8GA1UdIwQY
        MBaAFMwsnQe6ghhhCPKozZ+c/S+f55ekMB0GA1UdDgQWBBQ7cyO3e2hEP9wI0qkK
        Lf8bpVD7jTAKBggqgRzPVQGDdQNJADBGAiEAgJZd4e5tuy8xXIGhHdKX9TRFyugW
        GGrUuPCQyMRGHaYCIQC6YpDkZ/CQSf5lEAjoBC4l7wz51I7dgRvKSKd4N5RJcg==
        -----END CERTIFICATE-----
        """;

    public const string List = """
        -----BEGIN X509 CRL-----
        MIHIMG8CAQEwCgYIKoEcz1UBg3UwGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkX
        DTI2MTEyMjE3MzIwM1oXDTQwMDczMTE3MzIwM1owFTATAgIQARcNMjYxMTIyMTcz
        MjAzWqAOMAwwCgYDVR0UBAMCAQEwCgYIKoEcz1UBg3UDSQAwRgIhAOGtyhgTeIOS
        BcZnTdJh9GtXvRqH+3Jbu/yzVkG/HoixAiEAotlxuXSFHozn6T5+xcAx2LMNXn13
        k0Gvy8QH9U6AEfc=
        -----END X509 CRL-----
        """;
}
