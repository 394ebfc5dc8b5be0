namespace Mingsuan.AcceptanceClient;

/// <summary>What the client is told: where the platform is, who starts the run, and how it signs.</summary>
public sealed record ClientOptions(Uri Platform, string Token)
{
    public const string Usage =
        "--platform URL --token TOKEN [--style xTif|apiGateway|oAuth|apiKey] [--signed] [--faulty KIND] [--run RUN]\n" +
        "KIND: new-number | ignore-name | no-channel | ignore-amount | trust-any-signature";

    /// <summary>The mistakes that the client can be told to make, to see the platform name them.</summary>
    public static readonly IReadOnlyList<string> Faults =
        ["new-number", "ignore-name", "no-channel", "ignore-amount", "trust-any-signature"];

    /// <summary>How calls are signed at the gateway.</summary>
    public string Style { get; init; } = "xTif";

    /// <summary>Whether inputs are signed with an SM2 key of the client's own; then answers come signed too.</summary>
    public bool Signed { get; init; }

    /// <summary>The mistake to make; none makes a good client.</summary>
    public string? Faulty { get; init; }

    /// <summary>A run that was started on the hospital's page: it is played, and ended there.</summary>
    public string? Run { get; init; }

    /// <summary>Reads the command line; null when it cannot be.</summary>
    public static ClientOptions? Parse(string[] args)
    {
        string? After(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? args[at + 1]
            : null;
        var faulty = After("--faulty");
        return Uri.TryCreate(After("--platform"), UriKind.Absolute, out var platform) && After("--token") is { } token
            && (faulty is null || Faults.Contains(faulty))
            ? new(platform, token)
            {
                Style = After("--style") ?? "xTif",
                Signed = args.Contains("--signed"),
                Faulty = faulty,
                Run = After("--run"),
            }
            : null;
    }
}
