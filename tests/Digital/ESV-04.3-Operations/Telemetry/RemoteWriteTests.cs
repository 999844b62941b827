using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Telemetry;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Tests.Telemetry;

public sealed class RemoteWriteTests
{
    /// <summary>Four series of a WriteRequest, laid out by a script after the wire format's description and packed by Snappier 1.3.1, which
    /// share no code with the reader.</summary>
    private const string Post =
        "oQTwXgqMAQocCghfX25hbWVfXxIQc2xvX2V2ZW50c190b3RhbAoSCghpbnN0YW5jZRIGZGVzay0wCiIKA2pvYhIbYnVzYmFyLWRheS1haGVhZC" +
        "1zdWJtaXNzaW9uEhAJAAAABQMYEIC4x7XKMxUSFPA/EOCMyy4SACAAQBDA4c61yjPOjwAAMbKPAAQkQD6PAAQmQD6PAAAo7o8AADKyjwAANEKP" +
        "AAA1Qo8AADYVjwhkCho9rAAOIawMZ29vZC2qACKqlgEAHB14BAIAAQEE8H8tBzQaDAgBEghzbG9fZ29vZA==";

    [Fact]
    public void A_post_packed_by_another_Snappy_gives_its_series_without_the_stale_marker()
    {
        var families = Read(Convert.FromBase64String(Post)).OrThrow();
        Assert.Equal(["slo_events_total 9", "slo_good_total 1"], families.Select(family => $"{family.Name} {family.Samples.Length}"));
        Assert.Equal(["desk-0 0 1772323200", "desk-0 1 1772323260", "desk-0 2 1772323320", "desk-1 10 1772323200"],
            families[0].Samples.Take(4).Select(sample => FormattableString.Invariant(
                $"{sample["instance"]} {sample.Value} {sample.UnixSeconds:0}")));
        Assert.All(families.SelectMany(family => family.Samples), sample => Assert.Equal("busbar-day-ahead-submission", sample["job"]));
    }

    [Fact]
    public void A_post_cut_off_or_changed_anywhere_is_refused_or_read_and_never_breaks_the_reader()
    {
        var post = Convert.FromBase64String(Post);
        for (var length = 0; length < post.Length; length++) Assert.Equal("bad-remote-write", Refusal(Read(post[..length]))!.Code);
        for (var place = 0; place < post.Length; place++)
            foreach (var value in new byte[] { 0, 0x7f, 0x80, 0xff })
            {
                var changed = post.ToArray();
                changed[place] = value;
                if (Refusal(Read(changed)) is { } refusal) Assert.Equal("bad-remote-write", refusal.Code);
            }
    }

    [Theory]
    [InlineData(new byte[] { 0x0a, 0x02, 0x22, 0x00 }, "native histogram")]
    [InlineData(new byte[] { 0x0a, 0x02, 0x12, 0x00 }, "no name")]
    [InlineData(new byte[] { 0x0a, 0x05, 0x0a, 0x03, 0x0a, 0x01, 0xff }, "not UTF-8")]
    [InlineData(new byte[] { 0x0a, 0x02, 0x0a, 0x05 }, "breaks off")]
    [InlineData(new byte[] { 0x0a, 0x09, 0x00 }, "damaged")]
    public void A_message_that_is_no_write_request_is_refused(byte[] message, string why) =>
        Assert.Contains(why, Refusal(Read(Literal(message)))!.What, StringComparison.Ordinal);

    [Fact]
    public void A_post_beyond_its_limits_is_refused()
    {
        var post = Convert.FromBase64String(Post);
        Assert.Contains("no Snappy block", Refusal(RemoteWrite.Read(post, "p", new(100, 100, 10)))!.What, StringComparison.Ordinal);
        Assert.Contains("more than 3 samples", Refusal(RemoteWrite.Read(post, "p", new(1000, 3, 10)))!.What, StringComparison.Ordinal);
        Assert.Contains("more than 1 labels", Refusal(RemoteWrite.Read(post, "p", new(1000, 30, 1)))!.What, StringComparison.Ordinal);
    }

    /// <summary>A block of one literal.</summary>
    private static byte[] Literal(byte[] message) => [(byte)message.Length, (byte)(message.Length - 1 << 2), .. message];

    private static Outcome<ImmutableArray<TelemetryFamily>> Read(byte[] post) => RemoteWrite.Read(post, "post", TelemetryLimits.Default);

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
