using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Shapes;

/// <summary>What is wrong with a document, and the fields in it that nobody knows.</summary>
internal sealed class Faults(string file)
{
    private const int Shown = 5;

    private readonly List<(int Line, int Column, string What)> faults = [];
    private readonly List<Finding> unknown = [];

    /// <summary>How many there are.</summary>
    public int Count => faults.Count;

    /// <summary>None yet, of the same file: for a shape that is only tried.</summary>
    public Faults Apart() => new(file);

    /// <summary>Keeps what was found in a trial.</summary>
    public void Take(Faults trial) => faults.AddRange(trial.faults);

    public void Add(Node node, string path, string what) => Add(node.Line, node.Column, path, what);

    public void Add(int line, int column, string path, string what) =>
        faults.Add((line, column, $"{(path.Length == 0 ? "the document" : path)} {what}"));

    public void Notice(Node node, string path) => unknown.Add(new("unknown-field", Severity.Note,
        $"{path} is not a field the standard knows", $"{file}:{node.Line}:{node.Column}", "kept aside, not used"));

    /// <summary>The fields nobody knows.</summary>
    public ImmutableArray<Finding> Unknown => [.. unknown];

    /// <summary>All faults in one refusal at the place of the first; null where there are none.</summary>
    public Refusal? Refusal(string code, string remedy)
    {
        if (faults.Count == 0) return null;
        var inOrder = faults.OrderBy(fault => (fault.Line, fault.Column)).ToList();
        var more = inOrder.Count > Shown ? $"; and {inOrder.Count - Shown} more" : "";
        return new(code, string.Join("; ", inOrder.Take(Shown).Select((fault, i) =>
            i == 0 ? fault.What : $"{fault.What} ({fault.Line}:{fault.Column})")) + more,
            $"{file}:{inOrder[0].Line}:{inOrder[0].Column}", remedy);
    }
}
