using System.Text.Json.Nodes;
using Mingsuan.Contracts.Events;
using Mingsuan.Contracts.Ids;
using Mingsuan.Platform.Outbox;

namespace Mingsuan.Host.Outbox;

/// <summary>
/// 消息派发 — relays the outbox to the modules' handlers in this process, again and again; a message that nobody wants is
/// done at once.
/// </summary>
public sealed partial class OutboxDispatcher(
    OutboxRelay relay, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    private const int PruneEvery = 3600;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Relays all that is due now; gives how many messages were handed on.</summary>
    public Task<int> RunOnceAsync(CancellationToken ct) => relay.RunOnceAsync(DeliverAsync, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var turn = 1; !stoppingToken.IsCancellationRequested; turn++)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await RunOnceAsync(stoppingToken);
                if (turn % PruneEvery == 0)
                {
                    await relay.PruneAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
            }
        }
    }

    private async Task DeliverAsync(OutboxLetter letter, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var handler in scope.ServiceProvider.GetServices<IEventHandler>().Where(one => one.Takes(letter.Kind)))
        {
            await handler.HandleAsync(
                new PlatformEvent(
                    letter.Id,
                    new PersonId(letter.PersonId),
                    letter.Seq,
                    letter.Kind,
                    JsonNode.Parse(letter.Payload)!.AsObject(),
                    letter.CreatedAt),
                ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be relayed this time")]
    private static partial void Failed(ILogger log, Exception failure);
}
