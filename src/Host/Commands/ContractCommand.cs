using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Work;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts;
using Busbar.Supply.Contracts.Invoices;
using Busbar.Supply.Contracts.Ppa;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar contract nominate | perform | value | tag</c>: what is scheduled under contracts on a day, what a month of one costs,
/// what a purchase from a plant is worth, and the e-Tags that move the energy.</summary>
public static class ContractCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("contract", "Nominate contracts, reckon a month, value a power purchase, keep e-Tags")
        {
            Nominate(), Perform(), Value(), TagCommand.Create(),
        };

    private static Command Nominate()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "Contracts with their forecasts, as cases/contracts/nominate.json; without any, those of the utility in force",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var day = RunCommand.DayOption("--day", "The operating day");
        var command = new Command("nominate", "What is scheduled under each contract, hour by hour; keeps nothing") { files, day };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var asked = parsed.GetValue(day);
            var (nominations, findings) = parsed.GetValue(files) is { Length: > 0 } given ? OfFiles(given, asked) : OfStore(scope, asked);
            if (scope.IsJson) CommandScope.PrintObject(new { day = asked, nominations, findings });
            else Print(scope, nominations, findings);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static (ImmutableArray<ContractNomination>, ImmutableArray<Finding>) OfFiles(FileInfo[] files, OperatingDay day)
    {
        var outcomes = files.Select(file => NominateContract.Run(ContractFiles.Read<NominationFile>(file).Of(day))).ToArray();
        return ([.. outcomes.Select(outcome => outcome.OrThrow())], [.. outcomes.SelectMany(outcome => outcome.FindingsOrNone())]);
    }

    /// <summary>As the desk does it, at its own due time unless another clock is asked for.</summary>
    private static (ImmutableArray<ContractNomination>, ImmutableArray<Finding>) OfStore(CommandScope scope, OperatingDay day)
    {
        var due = DayAhead.Outlook.Single(step => step.Do == ContractsDesk.Nominate);
        var profile = PeriodRun.ProfileOf(scope.Store);
        var session = new DeskSession(scope.Store, scope.Store.StartRun("contract nominate", $"{day}", RunCommand.PersonHere), profile)
        {
            Day = day, RecordedBy = scope.AsOf.RecordedBy,
        };
        session.Clock = scope.AsOf.KnownAt == Instant.MaxValue ? due.ClockOf(session.Calendar, day) : scope.AsOf.KnownAt;
        ContractsDesk.Nominate(session);
        var nominations = ContractsDesk.OfDay<ContractNomination>(session);
        if (nominations.IsEmpty)
            throw new RefusedException(new("no-contract", $"No contract delivers on {day}", "UtilityProfile",
                "Choose a day inside a contract's term."));
        return (nominations, session.Findings);
    }

    private static Command Perform()
    {
        var file = FileArgument("perform.json");
        var isExplained = new Option<bool>("--explain") { Description = "Print the working down to the hours" };
        var command = new Command("perform", "What a month of a contract costs by our own reckoning, with claims") { file, isExplained };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var outcome = MeasureMonth.Run(ContractFiles.Read<MeasureMonthInputs>(parsed.GetValue(file)!));
            var (invoice, findings) = (outcome.OrThrow(), outcome.FindingsOrNone());
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { invoice, explain = invoice.Explain(), findings });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Charge", "Quantity", "Unit", "USD");
            table.Title(Markup.Escape($"{invoice.ContractId}, {invoice.Month}"));
            foreach (var line in invoice.Lines)
                table.AddRow($"{line.Kind}", Show.Number(line.Quantity, 3), line.Unit, Show.Money(line.Amount));
            CommandScope.Print(table.AddRow("Total", "", "", Show.Money(invoice.Total)));
            if (parsed.GetValue(isExplained)) ExplainCommand.PrintTree(invoice.Explain());
            PrintFindings(scope, findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Value()
    {
        var file = FileArgument("value.json");
        var command = new Command("value", "What a purchase from a plant is worth to us, driver by driver, by simulation") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var value = ValuePpa.Run(ContractFiles.Read<ValuePpaInputs>(parsed.GetValue(file)!)).OrThrow();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { value, explain = value.Explain() });
                return ExitCodes.Done;
            }
            CommandScope.Print(TableOf(value));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Table TableOf(PpaValue value)
    {
        var table = new Table().AddColumns("Driver", "Value", "Unit");
        table.Title(Markup.Escape($"{value.ContractId}, {value.First} to {value.Last}"));
        void Add(string name, double number, string unit, int decimals = 0) => table.AddRow(name, Show.Number(number, decimals), unit);
        foreach (var piece in value.Pieces) Add($"{piece.Driver}", piece.Value.Value, "USD");
        Add("Mean", value.Mean.Value, "USD");
        Add("Standard error", value.StandardError.Value, "USD");
        Add("P5", value.P5.Value, "USD");
        Add("P50", value.P50.Value, "USD");
        Add("P95", value.P95.Value, "USD");
        Add("Mean of the worst twentieth", value.Cvar95.Value, "USD");
        Add("Energy", value.Energy.Value, "MWh");
        Add("Curtailed", value.CurtailedEnergy.Value, "MWh");
        Add("Capture rate", 100 * value.CaptureRate, "%", 1);
        return table;
    }

    private static void Print(CommandScope scope, ImmutableArray<ContractNomination> nominations, ImmutableArray<Finding> findings)
    {
        var table = new Table().AddColumns(["Contract", "Counterparty", "Location", "MWh", "Hours (MW)", "Basis"]);
        foreach (var each in nominations)
            table.AddRow(Markup.Escape(each.ContractId), Markup.Escape(each.Counterparty), Markup.Escape(each.Location),
                Show.Number(each.Energy.Values.Sum(mw => mw.Value), 1),
                string.Join(' ', each.Energy.Values.Select(mw => mw.Value.ToString(CultureInfo.InvariantCulture))),
                Markup.Escape(each.Basis));
        CommandScope.Print(table);
        PrintFindings(scope, findings);
    }

    private static void PrintFindings(CommandScope scope, ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
            scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
    }

    private static Argument<FileInfo> FileArgument(string example) =>
        new("FILE") { Description = $"The inputs as one JSON object, as cases/contracts/{example}" };
}
