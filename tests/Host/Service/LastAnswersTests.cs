using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>What a page asks twice is answered once, until something is written, the minute is over, or another instant is asked
/// about.</summary>
public sealed class LastAnswersTests
{
    [Fact]
    public void An_answer_holds_while_nothing_is_written_and_the_minute_lasts()
    {
        using var kit = new ServiceKit();
        var (answers, asked) = (new LastAnswers(kit.Store, kit.Clock), 0);
        int? Ask(AsOf asOf, string question = "q") => answers.Of<int?>(question, asOf, () => ++asked);
        Assert.Equal((1, 1), (Ask(AsOf.Latest), Ask(AsOf.Latest)));
        Assert.Equal(2, Ask(AsOf.Latest, "another"));
        kit.Open("Something new");
        Assert.Equal((3, 3), (Ask(AsOf.Latest), Ask(AsOf.Latest)));
        kit.Later(Duration.FromMinutes(1));
        Assert.Equal(4, Ask(AsOf.Latest));
        var then = new AsOf(kit.Now);
        Assert.Equal(5, Ask(then));
        kit.Later(Duration.FromMinutes(5));
        Assert.Equal(5, Ask(then));
        Assert.Null(answers.Of<int?>("nothing", then, () => null));
        Assert.Null(answers.Of<int?>("nothing", then, () => 7));
    }

    [Fact]
    public void What_another_process_was_told_by_a_forge_is_seen()
    {
        using var kit = new ServiceKit();
        var other = new DigitalBooks(kit.Store, kit.Clock);
        Assert.Empty(kit.Books.Delivery.History(AsOf.Latest).Releases);
        other.Delivery.Release("us/desk", "v1", "", [new("aaaaaaa", "m", "ann", kit.Now, [])], Actor.Gateway);
        Assert.Equal("v1", Assert.Single(kit.Books.Delivery.History(AsOf.Latest).Releases).Tag);
        Assert.True(kit.Books.Delivery.Release("us/desk", "v2", "", [new("bbbbbbb", "m", "ann", kit.Now, [])], Actor.Gateway));
        Assert.Equal(2, other.Delivery.History(AsOf.Latest).Releases.Length);
    }
}
