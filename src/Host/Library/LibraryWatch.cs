using Mingsuan.Settlement;

namespace Mingsuan.Host.Library;

/// <summary>
/// 法规跟随 — puts in force what officers published through another process of the platform, within half a minute.
/// </summary>
public sealed partial class LibraryWatch(
    IServiceProvider services, TimeProvider clock, ILogger<LibraryWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                if (await SettlementModule.FollowLawAsync(services, stoppingToken))
                {
                    Followed(log);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "A library that was published elsewhere is in force here.")]
    private static partial void Followed(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The library in force could not be followed.")]
    private static partial void Failed(ILogger log, Exception failure);
}
