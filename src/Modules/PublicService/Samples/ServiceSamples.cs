using System.Text.Json;
using System.Text.Json.Serialization;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Identity;
using Mingsuan.Platform.Time;
using Mingsuan.PublicService.Consulting;
using Mingsuan.PublicService.Duties;
using Mingsuan.PublicService.Publishing;
using Mingsuan.PublicService.Rows;
using Mingsuan.Workbench.Asking;

namespace Mingsuan.PublicService.Samples;

/// <summary>样例 — fills the public pages of a demonstration, by the operations that people use.</summary>
internal sealed class ServiceSamples(
    PublicationBook publications,
    ConsultationBook consultations,
    DutyBook duties,
    IInstitutionDirectory institutions,
    TimeProvider clock)
{
    private const string FileName = "publicservice.json";
    private const string Actor = "sample";
    private const int Week = 7;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public async Task SeedAsync(DirectoryInfo samples, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(samples.FullName, FileName));
        var wanted = (await JsonSerializer.DeserializeAsync<SampleService>(file, Options, ct))!;
        if (!await publications.AnyAsync(ct))
        {
            foreach (var one in wanted.Publications)
            {
                await PublishAsync(one, ct);
            }

            foreach (var one in wanted.Consultations)
            {
                await ConsultAsync(one, ct);
            }

            foreach (var one in wanted.Duties)
            {
                await EnterAsync(one, ct);
            }
        }
    }

    private async Task PublishAsync(SamplePublication one, CancellationToken ct)
    {
        var officer = new Operator(Actor, one.Office, one.Area);
        var kept = Done(await publications.DraftAsync(
            new(one.Kind, one.Area, one.Title, one.Text, clock.Today(), null, one.Clauses), officer, ct));
        Done(await publications.PublishAsync(one.Kind, kept.Publication.Id, officer, ct));
    }

    private async Task ConsultAsync(SampleConsultation one, CancellationToken ct)
    {
        var to = await consultations.AddresseeAsync(one.To, ct)
            ?? throw new InvalidDataException($"{FileName}: nobody answers for {one.To}.");
        var kept = await consultations.AskAsync(
            to, new(one.To, null, one.Contact, one.Topic, one.Group, one.Question), ct);
        if (one.Answer is { } answer)
        {
            Done(await consultations.AnswerAsync(
                to.InstId, kept.Ticket.Number, new(answer), new(Actor, one.AnsweredBy!, to.Area), ct));
        }
    }

    /// <summary>
    /// The same hours on every day of the week ahead. What is refused is left out: hours that are over, and who works
    /// there no more.
    /// </summary>
    private async Task EnterAsync(SampleDuty one, CancellationToken ct)
    {
        var institution = await institutions.FindAsync(one.Institution, clock.Today(), ct)
            ?? throw new InvalidDataException($"{FileName}: there is no {one.Institution}.");
        for (var day = clock.Today(); day < clock.Today().AddDays(Week); day = day.AddDays(1))
        {
            var midnight = BeijingTime.StartOf(day);
            await duties.EnterAsync(
                institution.Id.Value,
                new(one.Practitioner, midnight.AddHours(one.From), midnight.AddHours(one.To)),
                Actor,
                ct);
        }
    }

    private static T Done<T>(Found<T> answered)
        where T : class =>
        answered.Value ?? throw new InvalidDataException($"{FileName}: {answered.Refusal!.Code}.");
}

/// <summary>样例文件.</summary>
internal sealed record SampleService(
    IReadOnlyList<SamplePublication> Publications,
    IReadOnlyList<SampleConsultation> Consultations,
    IReadOnlyList<SampleDuty> Duties);

/// <summary>公告或问答.</summary>
internal sealed record SamplePublication(PublicationKind Kind, string Office, string Area, string Title, string Text)
{
    public IReadOnlyList<CitedClause> Clauses { get; init; } = [];
}

/// <summary>咨询.</summary>
internal sealed record SampleConsultation(
    string To, string Contact, string Topic, SpecialGroup Group, string Question)
{
    public string? Answer { get; init; }

    /// <summary>The role of who answered.</summary>
    public string? AnsweredBy { get; init; }
}

/// <summary>值班 — hours of a day.</summary>
internal sealed record SampleDuty(string Institution, string Practitioner, int From, int To);
