using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Assignment;

/// <summary>One move of a macro. Texts may hold <c>{id}</c>, <c>{title}</c>, <c>{requester}</c>, <c>{agent}</c>, <c>{service}</c>,
/// <c>{item}</c>, <c>{queue}</c>.</summary>
[JsonDerivedType(typeof(NoteStep), "note")]
[JsonDerivedType(typeof(ReplyStep), "reply")]
[JsonDerivedType(typeof(QueueStep), "queue")]
[JsonDerivedType(typeof(TakeStep), "take")]
[JsonDerivedType(typeof(WaitStep), "wait")]
[JsonDerivedType(typeof(ResolveStep), "resolve")]
public abstract record MacroStep;

/// <summary>Adds a work note.</summary>
public sealed record NoteStep(string Text) : MacroStep;

/// <summary>Answers the requester.</summary>
public sealed record ReplyStep(string Text) : MacroStep;

/// <summary>Moves it to a queue.</summary>
public sealed record QueueStep(string Queue) : MacroStep;

/// <summary>Gives it to whoever runs the macro.</summary>
public sealed record TakeStep : MacroStep;

/// <summary>Lets it wait.</summary>
public sealed record WaitStep(WaitingOn On, string Why) : MacroStep;

/// <summary>Resolves it.</summary>
public sealed record ResolveStep(ResolutionCode Code, string Text) : MacroStep;

/// <summary>A named list of moves that a desk makes often.</summary>
public sealed record Macro(string Name, ImmutableArray<MacroStep> Steps);

/// <summary>A macro on a ticket.</summary>
public sealed record RunMacroInputs(Macro Macro, Ticket Ticket, Actor By, DeskRules Rules, Instant Now);

/// <summary>Makes the moves of a macro: all, or none.</summary>
public static partial class RunMacro
{
    /// <summary>The facts. Refuses <c>unknown-placeholder</c>, and what the ticket's law refuses.</summary>
    public static Outcome<ImmutableArray<TicketFact>> Run(RunMacroInputs inputs)
    {
        var (ticket, by, now) = (inputs.Ticket, inputs.By, inputs.Now);
        var words = new Dictionary<string, string>
        {
            ["id"] = ticket.Id, ["title"] = ticket.Title, ["requester"] = ticket.Requester, ["agent"] = by.Name,
                ["service"] = ticket.Service,
            ["item"] = ticket.Item, ["queue"] = ticket.Queue,
        };
        if (inputs.Macro.Steps.SelectMany(step => Placeholder().Matches(TextOf(step))).Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !words.ContainsKey(name)) is { } unknown)
            return new Refusal("unknown-placeholder", $"Nothing is called {{{unknown}}}", $"macro {inputs.Macro.Name}",
                $"Known are {string.Join(", ", words.Keys)}.");
        string Fill(string text) => Placeholder().Replace(text, match => words[match.Groups[1].Value]);
        ImmutableArray<TicketFact> facts =
        [
            .. inputs.Macro.Steps.Select(step => (TicketFact)(step switch
            {
                NoteStep it => new TicketNoted(now, by, Fill(it.Text)),
                ReplyStep it => new TicketReplied(now, by, Channel.Agent, by.Name, false, Fill(it.Text)),
                QueueStep it => new TicketQueued(now, by, it.Queue),
                TakeStep => new TicketAssigned(now, by, by.Name),
                WaitStep it => new TicketWaited(now, by, it.On, Fill(it.Why)),
                ResolveStep it => new TicketResolved(now, by, it.Code, Fill(it.Text)),
                _ => throw new InvalidOperationException($"{step} is no move."),
            })),
        ];
        return MoveTicket.Run(new(ticket, facts, inputs.Rules, now)).Select(_ => facts);
    }

    private static string TextOf(MacroStep step) => step switch
    {
        NoteStep it => it.Text,
        ReplyStep it => it.Text,
        WaitStep it => it.Why,
        ResolveStep it => it.Text,
        _ => "",
    };

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
