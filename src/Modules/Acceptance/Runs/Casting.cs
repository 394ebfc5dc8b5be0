using System.Globalization;
using System.Text.Json.Nodes;
using Mingsuan.Acceptance.Scenarios;
using Mingsuan.Contracts.Acceptance;
using Mingsuan.Platform.Http;
using Mingsuan.Platform.Ids;

namespace Mingsuan.Acceptance.Runs;

/// <summary>
/// 配役 — makes the rows of one run from the invented fixtures: every code, certificate and token is the run's own, so
/// that runs do not meet.
/// </summary>
internal sealed class Casting(FixtureSet fixtures, IdSource ids, RandomFill random)
{
    private const int SecretBytes = 24;
    private const int CodeLength = 16;
    private const string OAuth = "oAuth";

    /// <summary>The cast of a run and the rows that the test area needs for it.</summary>
    public (Cast Cast, TestAreaRows Rows) Make(Guid run, string region, RunWish wish, DateOnly today)
    {
        var figures = fixtures.In(region)!;
        var mark = WireId.Encode(run)[^CodeLength..];
        var people = fixtures.People.Select(person => (Of: person, Row: Insured(person, figures, region))).ToList();
        var cast = new Cast
        {
            AreaInst = ids.Next(),
            Institution = new("T" + mark, Text(fixtures.Institution, "name")),
            Doctor = new("D" + mark, Text(fixtures.Doctor, "name")),
            Pharmacist = new("P" + mark, Text(fixtures.Pharmacist, "name")),
            Department = fixtures.Department,
            Today = today,
            Signing = new(wish.Style, "K" + mark, wish.Style == OAuth ? "his" : null),
            SignedAnswers = wish.PublicKey is not null,
            People = [.. people.Select(one => Member(one.Of, one.Row, today))],
        };
        var files = new Dictionary<string, string>
        {
            ["institutions.json"] = Array(Institution(cast, region)),
            ["practitioners.json"] = Array(
                Practitioner(fixtures.Doctor, cast.Doctor, cast),
                Practitioner(fixtures.Pharmacist, cast.Pharmacist, cast)),
            ["catalogue.json"] = figures.Catalogue.ToJsonString(WireJson.Options),
            ["insured.json"] = Array([.. people.Select(one => one.Row)]),
            ["visits.json"] = Array([.. people.Where(one => one.Of.LastOffline is not null)
                .Select(one => Visit(one.Of, one.Row, cast, figures))]),
        };
        return (cast, new(files, Access(cast, wish)));
    }

    private CastPerson Member(FixturePerson person, JsonObject row, DateOnly today) => new()
    {
        Id = person.Id,
        PsnNo = WireId.Encode(Guid.Parse(Text(row, "id"), CultureInfo.InvariantCulture)),
        Certno = Text(row, "certno"),
        Token = Text(row, "eCertToken"),
        ShownName = person.Presents.Name ?? person.Name,
        ShownCertno = person.Presents.Certificate is null ? Text(row, "certno") : Certno(person),
        LastOffline = person.LastOffline is { } days ? today.AddDays(-days) : null,
    };

    private JsonObject Insured(FixturePerson person, RegionFixture figures, string region) => new()
    {
        ["id"] = NewId(),
        ["certno"] = Certno(person),
        ["name"] = person.Name,
        ["sex"] = person.Sex,
        ["birthDate"] = Day(person.BirthDate),
        ["eCertToken"] = "T" + Hex(15),
        ["cardNo"] = "K" + Hex(8),
        ["area"] = region,
        ["insutype"] = figures.Insutype,
        ["scheme"] = figures.Scheme,
        ["status"] = figures.Status,
        ["psnType"] = figures.PsnType,
        ["employer"] = null,
        ["entitlement"] = "active",
        ["from"] = "2020-01-01",
        ["accountBalanceFen"] = figures.AccountBalanceFen,
    };

    private JsonObject Institution(Cast cast, string region)
    {
        var row = fixtures.Institution.DeepClone().AsObject();
        (row["id"], row["code"], row["admdvs"]) = (cast.AreaInst.ToString("D"), cast.Institution.Code, region);
        return row;
    }

    private JsonObject Practitioner(JsonObject fixture, CastMember member, Cast cast)
    {
        var row = fixture.DeepClone().AsObject();
        (row["id"], row["code"], row["institution"]) = (NewId(), member.Code, cast.Institution.Code);
        return row;
    }

    private JsonObject Visit(FixturePerson person, JsonObject row, Cast cast, RegionFixture figures)
    {
        var diagnosis = person.Other ? figures.OtherDiagnosis : figures.Diagnosis;
        return new()
        {
            ["person"] = row["id"]!.DeepClone(),
            ["institution"] = cast.Institution.Code,
            ["doctor"] = cast.Doctor.Code,
            ["insutype"] = figures.Insutype,
            ["deptCode"] = cast.Department.Code,
            ["deptName"] = cast.Department.Name,
            ["caty"] = cast.Department.Caty,
            ["daysBefore"] = person.LastOffline,
            ["diagnosis"] = diagnosis.Code,
            ["diagnosisName"] = diagnosis.Name,
        };
    }

    private string Access(Cast cast, RunWish wish)
    {
        var signing = new JsonObject
        {
            ["style"] = wish.Style,
            ["key"] = cast.Signing.Key,
            ["secret"] = Hex(SecretBytes),
        };
        if (cast.Signing.User is { } user)
        {
            (signing["user"], signing["password"]) = (user, Hex(SecretBytes));
        }

        var entry = new JsonObject { ["institution"] = cast.Institution.Code, ["signing"] = signing };
        if (wish.PublicKey is { } key)
        {
            entry["body"] = new JsonObject { ["publicKey"] = key };
        }

        return Array(entry);
    }

    // No area has a code that begins with 9, so no living person has such a number.
    private string Certno(FixturePerson person) => string.Create(
        CultureInfo.InvariantCulture, $"9{Digits(5)}{person.BirthDate:yyyyMMdd}{Digits(4)}");

    private string Digits(int count) => string.Create(count, this, static (text, of) =>
    {
        Span<byte> bytes = stackalloc byte[text.Length];
        of.Fill(bytes);
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = (char)('0' + (bytes[at] % 10));
        }
    });

    private void Fill(Span<byte> bytes) => random(bytes);

    private string Hex(int count)
    {
        var bytes = new byte[count];
        random(bytes);
        return Convert.ToHexString(bytes);
    }

    private string NewId() => ids.Next().ToString("D");

    private static string Array(params JsonObject[] rows) => new JsonArray([.. rows]).ToJsonString(WireJson.Options);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(JsonObject of, string name) => of[name]!.ToString();
}

/// <summary>运行意愿 — how the institution's system will sign, and its public key where it signs inputs too.</summary>
internal sealed record RunWish(string Style, string? PublicKey)
{
    /// <summary>The styles that a run may use; unsigned is none of them.</summary>
    public static readonly IReadOnlyList<string> Styles = ["xTif", "apiGateway", "oAuth", "apiKey"];
}
