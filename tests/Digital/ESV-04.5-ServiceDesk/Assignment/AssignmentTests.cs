using Busbar.Digital.ServiceDesk.Assignment;
using Busbar.Digital.ServiceDesk.Tickets;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Assignment;

public sealed class AssignmentTests
{
    private static readonly Agent Amy = new("amy", ["sql"], true, 3, 10, At(2)), Bob = new("bob", ["sql", "network"], true, 1, 10, At(3)),
        Cal = new("cal", [], true, 1, 10, null), Dee = new("dee", ["sql"], false, 0, 10, null), Eli = new("eli", ["sql"], true, 0, 0, null);

    [Theory]
    [InlineData("", AssignmentMode.RoundRobin, "cal")]
    [InlineData("sql", AssignmentMode.RoundRobin, "amy")]
    [InlineData("", AssignmentMode.LeastLoaded, "cal")]
    [InlineData("sql", AssignmentMode.LeastLoaded, "bob")]
    public void The_person_is_the_one_who_fits_and_is_next_or_least_loaded(string skill, AssignmentMode mode, string expected) =>
        Assert.Equal(expected, AssignTicket.Run(new(Open(), skill, [Amy, Bob, Cal, Dee, Eli], mode)).OrThrow());

    [Fact]
    public void Nobody_who_is_off_duty_full_or_unskilled_is_picked()
    {
        Assert.Equal("nobody-fits", Code(AssignTicket.Run(new(Open(), "sql", [Cal, Dee, Eli], AssignmentMode.LeastLoaded))));
        Assert.Equal("nobody-fits", Code(AssignTicket.Run(new(Open(), "", [], AssignmentMode.RoundRobin))));
    }

    [Fact]
    public void A_macro_makes_all_its_moves_or_none()
    {
        var macro = new Macro("second feed", [new TakeStep(), new NoteStep("switching {item}"),
            new ReplyStep("Dear {requester}, {title}: {id}."),
            new QueueStep("feeds"), new WaitStep(WaitingOn.Vendor, "vendor of {service}"), new ResolveStep(ResolutionCode.Fixed,
                "By {agent}.")]);
        var facts = RunMacro.Run(new(macro, Open(), Ben, DeskRules.Default, At(1))).OrThrow();
        Assert.Equal("switching price-feed", facts.OfType<TicketNoted>().Single().Text);
        Assert.Equal("Dear cleo, Prices are late: T-1.", facts.OfType<TicketReplied>().Single().Text);
        Assert.Equal("By ben.", Open().After([.. facts]).Resolution);
        Assert.Equal("unknown-placeholder", Code(RunMacro.Run(new(new("x", [new NoteStep("{password}")]), Open(), Ben, DeskRules.Default,
            At(1)))));
        var ended = Open().After(new TicketCancelled(At(1), Ann, "no"));
        Assert.Equal("move-not-allowed", Code(RunMacro.Run(new(macro, ended, Ben, DeskRules.Default, At(2)))));
    }
}
