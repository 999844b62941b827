using System.CommandLine;
using Busbar.Kernel.Facts;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Commands;

/// <summary>The two clocks of a read, <c>--as-of</c> (what the market knew by then) and <c>--recorded-by</c> (what this store held by
/// then). Without them everything known so far is read.</summary>
internal static class AsOfOptions
{
    private static readonly Option<Instant?> knownAt = InstantOption("--as-of", "Read what was known by this instant", isRecursive: true);
    private static readonly Option<Instant?> recordedBy = InstantOption("--recorded-by", "Read what this store had recorded by then",
        isRecursive: true);

    /// <summary>Gives a command and those below it the two options.</summary>
    public static Command WithAsOf(this Command command)
    {
        command.Add(knownAt);
        command.Add(recordedBy);
        return command;
    }

    /// <summary>The as-of of a command line.</summary>
    public static AsOf Of(ParseResult parsed) => new(parsed.GetValue(knownAt) ?? Instant.MaxValue, parsed.GetValue(recordedBy));

    /// <summary>An option that takes an instant.</summary>
    public static Option<Instant?> InstantOption(string name, string description, bool isRecursive = false) => new(name)
    {
        Description = $"{description}, as 2017-03-12T14:00:00Z",
        Recursive = isRecursive,
        CustomParser = result =>
        {
            var parsed = InstantPattern.ExtendedIso.Parse(result.Tokens[0].Value);
            if (parsed.Success) return parsed.Value;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not an instant like 2017-03-12T14:00:00Z");
            return null;
        },
    };
}
