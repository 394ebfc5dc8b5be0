using Mingsuan.Platform.Identity;

namespace Mingsuan.Host.Staff;

/// <summary>名册核对 — when the platform starts, what changed in the list of its staff is entered on the trail.</summary>
public sealed class StaffNotice(StaffBook book, StaffList staff) : IHostedService
{
    private const string Demonstration = "demonstration";

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) =>
        book.NoticeAsync(staff.Demonstration ? Demonstration : StaffList.FileName, cancellationToken);

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
