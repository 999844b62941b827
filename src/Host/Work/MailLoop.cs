using Busbar.Host.Desks.Service;
using NodaTime;

namespace Busbar.Host.Work;

/// <summary>While the pages are served: mails what is due, pages of people on call first, every half minute, where <c>BUSBAR_SMTP</c> and
/// the mail address are
/// set.</summary>
public sealed class MailLoop(MailOut mail, DigitalBooks books, IClock clock, ILogger<MailLoop> log) : BackgroundService
{
    private static readonly Duration lookBack = Duration.FromDays(2), pageBack = Duration.FromHours(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (MailDesk.Rules() is not { } rules || !Uri.TryCreate(
            Environment.GetEnvironmentVariable("BUSBAR_SMTP"), UriKind.Absolute, out var smtp))
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30));
        do
        {
            try
            {
                books.Operations.Paging.SendDue(smtp, rules, clock.GetCurrentInstant() - pageBack);
                mail.SendDue(smtp, rules, clock.GetCurrentInstant() - lookBack);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "Mail could not be sent; it is tried again in half a minute");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
