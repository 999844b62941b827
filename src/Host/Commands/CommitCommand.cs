using System.CommandLine;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit solve | check | export | rts | price-taker</c>: a system's unit commitment from a case file. None of it opens
/// a store.</summary>
public static class CommitCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("commit", "Commit a system's units, check a schedule, hand a case to another solver")
    {
        CommitSolveCommand.Create(), CommitCheckCommand.Create(), CommitExportCommand.Create(), CommitRtsCommand.Create(),
        PriceTakerCommand.Create(),
    };
}
