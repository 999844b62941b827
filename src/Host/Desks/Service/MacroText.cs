using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Assignment;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Service;

/// <summary>A macro as people write it, a step a line: <c>note: text</c>, <c>reply: text</c>, <c>queue: name</c>, <c>take</c>,
/// <c>wait Customer: why</c>, <c>resolve Fixed: text</c>.</summary>
public static class MacroText
{
    private static readonly string known = "note: text, reply: text, queue: name, take, "
        + $"wait {string.Join('|', Enum.GetNames<WaitingOn>())}: why, resolve {string.Join('|', Enum.GetNames<ResolutionCode>())}: text";

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException"><c>bad-macro</c>: a line is no step, or there is none.</exception>
    public static Macro Read(string name, string text)
    {
        ImmutableArray<MacroStep> steps = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((line, i) => Step(line) ?? throw Bad($"'{line}' is no step", $"macro {name}, line {i + 1}"))];
        return name.Trim() == "" || steps.IsEmpty ? throw Bad("A macro has a name and at least one step", "macro") : new(name.Trim(),
            steps);
    }

    /// <summary>Writes it as it is read.</summary>
    public static string Write(Macro macro) => string.Join('\n', macro.Steps.Select(step => step switch
    {
        NoteStep it => $"note: {it.Text}",
        ReplyStep it => $"reply: {it.Text}",
        QueueStep it => $"queue: {it.Queue}",
        TakeStep => "take",
        WaitStep it => $"wait {it.On}: {it.Why}",
        ResolveStep it => $"resolve {it.Code}: {it.Text}",
        _ => throw new InvalidOperationException($"{step} is no step."),
    }));

    private static MacroStep? Step(string line)
    {
        var (head, rest) = line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (line[..at], line[(at + 1)..].Trim()) : (line,
            "");
        return (head.Split(' ', StringSplitOptions.RemoveEmptyEntries), rest) switch
        {
            (["take"], "") => new TakeStep(),
            (_, "") => null,
            (["note"], _) => new NoteStep(rest),
            (["reply"], _) => new ReplyStep(rest),
            (["queue"], _) => new QueueStep(rest),
            (["wait", var on], _) when Enum.TryParse<WaitingOn>(on, ignoreCase: true, out var waits) => new WaitStep(waits, rest),
            (["resolve", var how], _) when Enum.TryParse<ResolutionCode>(how, ignoreCase: true, out var code) => new ResolveStep(code,
                rest),
            _ => null,
        };
    }

    private static RefusedException Bad(string what, string where) => new(new("bad-macro", what, where, $"Steps are {known}."));
}
