using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>Reads a unit-commitment case of pglib-uc (github power-grid-lib/pglib-uc, README and MODEL.tex; data CC-BY 4.0), plain or gzip.
/// Fields may stand in any order. Beside pglib-uc's own fields it takes Busbar's additions, which <see cref="PglibUcText"/> writes:
/// reserves
/// of other kinds, storage, budgets, derates, start limits. A file is read whole or refused whole.</summary>
public static class PglibUcFile
{
    /// <summary>Most text of a case: 256 MB, some 250,000 units over two days.</summary>
    private const int MaxTextBytes = 256 << 20;

    /// <summary>Reads the file. Findings: fields that are not known, ends of cost curves set to the limits they differ from by
    /// rounding.</summary>
    public static Outcome<CommitmentCase> Read(SourceFile file) => Read(file, MaxTextBytes);

    internal static Outcome<CommitmentCase> Read(SourceFile file, int maxTextBytes)
    {
        var unfolded = file.ReadText(maxTextBytes);
        if (unfolded is Outcome<ReadOnlyMemory<byte>>.Refused damaged) return damaged.Refusal;
        var text = unfolded.OrThrow();
        var findings = new CaseFindings(file.Name);
        return JsonText.Read(file.Name, text.Span, (ref json) => CaseFields.Read(ref json, NameOf(file.Name), findings)) switch
        {
            Outcome<CommitmentCase>.Done read => Outcome.Of(read.Value, findings.ToImmutable()),
            var refused => refused,
        };
    }

    private static string NameOf(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? name[..^5] : name;
    }
}
