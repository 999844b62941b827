using System.CommandLine;
using System.Globalization;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle day | case | participant | calendar | compare | statements | restate | journal | metrics</c>: what the market
/// should bill, what it bills, and what that does to the books.</summary>
public static class SettleCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("settle", "Settle a day, keep and compare the market's statements, write the journal")
    {
        SettleDayCommand.Create(), SettleCaseCommand.Create(), SettleCompareCommand.Participant(), SettleCompareCommand.Calendar(),
        SettleCompareCommand.Create(), SettleCompareCommand.Statements(), SettleRestateCommand.Create(), SettleJournalCommand.Create(),
        SettleJournalCommand.Metrics(),
    };

    internal static Instant Now => SystemClock.Instance.GetCurrentInstant();

    internal static MarketCalendar MarketOf(string name) => MarketCalendar.Find(name) ?? throw new RefusedException(new("unknown-market",
        $"'{name}' is no market", "--market", $"Use one of {string.Join(", ", MarketCalendar.All.Select(each => each.Name))}."));

    internal static OperatingDay DayOf(string text) => DayAsked.Read(text, "--day");

    internal static string Money(Usd? amount, string format = "N2") =>
        amount is { } known ? known.Value.ToString(format, CultureInfo.InvariantCulture) : "none";

    /// <summary>Prints findings for a person.</summary>
    internal static void Tell(CommandScope scope, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What} [grey]({finding.Where}; {finding.Done})[/]");
    }
}
