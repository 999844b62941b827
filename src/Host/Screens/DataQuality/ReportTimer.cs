using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>Sends what is due while the pages are served, looking once a minute. A report that is refused is told in the log and stays
/// unsent, which its owner answers for.</summary>
public sealed partial class ReportTimer(
    IServiceProvider services, FactStore store, SupplyReads reads, WebHostOptions options, IClock clock, ILogger<ReportTimer> log)
        : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    /// <summary>The folder of a workspace that takes the files.</summary>
    public static string OutboxOf(string workspace) => Path.Combine(workspace, "outbox", "reports");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                new ReportBook(store, OutboxOf(options.Workspace)).SendDue(clock.GetCurrentInstant(), new ReportWriter(services, reads)
                    .Write);
            }
            catch (Exception fault) when (fault is RefusedException or IOException)
            {
                TellFault(fault.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A report was not sent: {Fault}")]
    private partial void TellFault(string fault);
}
