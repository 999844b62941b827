using System.CommandLine;
using System.Globalization;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Work;
using Busbar.Supply.Handoffs.Commitment;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar dispatch --at CLOCK [--times N]</c>: the next base points of every unit, once or every five minutes from a clock
/// on.</summary>
public static class DispatchCommand
{
    private const int MostTimes = 300;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var at = new Option<string>("--at")
        {
            Description = "Market clock time of the decision, as 2017-03-12T14:04", Required = true,
        };
        var times = new Option<int>("--times") { Description = "How many decisions, five minutes apart", DefaultValueFactory = _ => 1 };
        times.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.FirstOrDefault()?.Value, out var count) && count is < 1 or > MostTimes)
                result.AddError($"--times {count} is not between 1 and {MostTimes}");
        });
        var command = new Command("dispatch", "Real-time base points of every unit from telemetry and price") { at, times };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var profile = PeriodRun.ProfileOf(scope.Store);
            var clock = new MarketClock(Markets.CalendarOf(profile));
            var decided = clock.Read(parsed.GetValue(at)!, "--at").OrThrow();
            RealTimeDispatch dispatch = null!;
            for (var count = 0; count < parsed.GetValue(times); count++, decided += RealTime.Every)
                dispatch = RealTime.Run(scope.Store, profile, decided, RunCommand.PersonHere).Body;
            Print(scope, clock, dispatch);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Print(CommandScope scope, MarketClock clock, RealTimeDispatch dispatch)
    {
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new
            {
                decidedAt = dispatch.DecidedAt, interval = dispatch.Units[0].Output.IntervalAt(0), dispatch.IsSimulated,
                units = dispatch.Units.Select(unit => new { unit.Unit, before = unit.Before, from = unit.From, basePoint = unit.Next,
                    isOn = unit.IsOn[0], reserve = unit.Reserve[0], reason = unit.Reason }),
            });
            return;
        }
        var table = new Table().Title($"Base points from {clock.Show(dispatch.Units[0].Output.Start)}"
            + (dispatch.IsSimulated ? " (simulated input)" : "")).AddColumns("Unit", "Stands at MW", "Read from", "Base point MW", "Why");
        foreach (var unit in dispatch.Units)
            table.AddRow(unit.Unit, Text(unit.Before.Value), unit.From.ToString(), Text(unit.Next.Value), unit.Reason.ToString());
        CommandScope.Print(table);
    }

    private static string Text(decimal mw) => mw.ToString("0.###", CultureInfo.InvariantCulture);
}
