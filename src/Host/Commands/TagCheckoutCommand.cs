using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar contract tag checkout --day D</c>: tags after losses beside the nomination and the meter, hour by hour, with the
/// cause
/// of each difference; exit code 4 when there is one.</summary>
internal static class TagCheckoutCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var day = RunCommand.DayOption("--day", "The operating day");
        var contract = new Option<string?>("--contract") { Description = "Only this contract (default: all that the day's tags name)" };
        var meter = new Option<FileInfo?>("--meter")
            { Description = "MWh by the hour at the sink, as JSON {start, step, values} (default: the performance of the day)" };
        var tolerance = new Option<decimal>("--tolerance") { Description = "MWh of an hour that need no word",
            DefaultValueFactory = _ => 1 };
        var price = new Option<decimal>("--loss-price") { Description = "USD/MWh of losses that are paid for",
            DefaultValueFactory = _ => 0 };
        var command = new Command("checkout", "Check a day's tags out against nomination and meter") { day, contract, meter, tolerance,
            price };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (asked, desk) = (parsed.GetValue(day), new TagCheckoutDesk(scope.Store));
            ImmutableArray<string> contracts = parsed.GetValue(contract) is { } only ? [only] : desk.ContractsOf(asked, scope.AsOf);
            if (contracts.IsEmpty)
                throw new RefusedException(new("no-tag", $"No tag of {asked} names a contract of ours", $"{asked}",
                    "Give a contract, or another day."));
            var metered = parsed.GetValue(meter) is { } file ? WholeJson.Read<Series<decimal>>(SourceFile.Load(file.FullName).OrThrow(),
                "bad-meter-file", "Give start, step and values.") : null;
            if (metered is not null && contracts.Length > 1)
                throw new RefusedException(new("one-meter", "One meter cannot show several contracts", "--meter", "Give --contract."));
            var checkouts = contracts.Select(each => (Contract: each, Checkout: desk.Run(asked, each, metered, new(parsed.GetValue(price)),
                parsed.GetValue(tolerance), scope.AsOf).OrThrow())).ToArray();
            if (scope.IsJson)
                CommandScope.PrintObject(new { checkouts = checkouts.Select(each => new { contract = each.Contract,
                    checkout = each.Checkout }) });
            else
                foreach (var each in checkouts) Print(scope, each.Contract, each.Checkout);
            return checkouts.All(each => each.Checkout.Differences.IsEmpty) ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command.WithAsOf();
    }

    private static void Print(CommandScope scope, string contract, TagCheckout checkout)
    {
        var table = new Table().AddColumns("Hour", "Scheduled", "Tagged", "Due", "Delivered", "Lost in kind", "Losses paid");
        table.Title(Markup.Escape($"{contract}, {checkout.Day}, MWh"));
        foreach (var hour in checkout.Hours)
            table.AddRow([$"HE{hour.Label}", .. new[] { hour.Scheduled, hour.Tagged, hour.Due, hour.Delivered, hour.LossInKind,
                hour.LossPaid }
                .Select(mwh => Show.Number(mwh.Value, 1))]);
        CommandScope.Print(table);
        foreach (var each in checkout.Differences)
            scope.Terminal.MarkupLineInterpolated($"HE{each.Label} {each.Code}: {each.Found} for {each.Expected}: {each.Cause}");
        scope.Terminal.MarkupLineInterpolated($"Losses in money: {Show.Money(checkout.LossCharge)} USD");
    }
}
