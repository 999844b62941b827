using System.CommandLine;
using Busbar.Host.Commands;

var root = new RootCommand("Busbar: a utility's energy desk and the digital service behind it")
{
    CommandScope.Workspace, CommandScope.StoreText, CommandScope.Json,
    DemoCommand.Create(), ImportCommand.Create(), RunCommand.Create(), ShowCommand.Create(), ExplainCommand.Create(),
        ExportCommand.Create(), ForecastCommand.Create(), PlanCommand.Create(), CommitCommand.Create(), OffersCommand.Create(),
        DispatchCommand.Create(), TradeCommand.Create(), PositionCommand.Create(), BookCommand.Create(), CurveCommand.Create(),
            RiskCommand.Create(), ContractCommand.Create(), SettleCommand.Create(), DisputeCommand.Create(), InvoiceCommand.Create(),
    ClauseCommand.Create(), FilingCommand.Create(), EqrCommand.Create(), Form1Command.Create(), PrudenceCommand.Create(),
    SlaCommand.Create(), SloCommand.Create(), ScrapeCommand.Create(), ProbeCommand.Create(), AlertCommand.Create(),
    OperationsCommand.Create(), DeskCommand.Create(), DataCommand.Create(), ReportCommand.Create(), DeliveryCommand.Create(),
    SecurityCommand.Create(), CipCommand.Create(), PortfolioCommand.Create(), StoreCommand.Create(), ServeCommand.Create(),
    WorkCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await parsed.InvokeAsync();
    return ExitCodes.Usage;
}

// A shard in hand is finished before the program ends on Ctrl-C: a model's training takes some ten seconds.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
