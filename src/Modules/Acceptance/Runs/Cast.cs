using System.Text.Json;
using Mingsuan.Acceptance.Scenarios;

namespace Mingsuan.Acceptance.Runs;

/// <summary>运行的虚构机构与人员 — who plays in a run, as its institution is told.</summary>
internal sealed record Cast
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required Guid AreaInst { get; init; }

    public required CastMember Institution { get; init; }

    public required CastMember Doctor { get; init; }

    public required CastMember Pharmacist { get; init; }

    public required Department Department { get; init; }

    /// <summary>The day on which the run plays.</summary>
    public required DateOnly Today { get; init; }

    public required CastSigning Signing { get; init; }

    /// <summary>Whether answers are signed: the institution gave a public key.</summary>
    public required bool SignedAnswers { get; init; }

    public required IReadOnlyList<CastPerson> People { get; init; }

    public static Cast Read(string json) => JsonSerializer.Deserialize<Cast>(json, Options)!;

    public string Json() => JsonSerializer.Serialize(this, Options);
}

/// <summary>一名成员 — a code and a name.</summary>
internal sealed record CastMember(string Code, string Name);

/// <summary>签名 — how the run's institution signs; the secret is not kept here.</summary>
internal sealed record CastSigning(string Style, string Key, string? User);

/// <summary>一名虚构参保人 — what is registered, and what the person shows at the desk.</summary>
internal sealed record CastPerson
{
    public required string Id { get; init; }

    public required string PsnNo { get; init; }

    public required string Certno { get; init; }

    public required string Token { get; init; }

    public required string ShownName { get; init; }

    public required string ShownCertno { get; init; }

    public DateOnly? LastOffline { get; init; }
}

/// <summary>接入密钥 — what the run's institution signs with; worth nothing outside the test area.</summary>
internal sealed record CastSecrets(string Secret, string? Password);
