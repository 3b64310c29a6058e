using System.Text;
using JobAnalysis.Application.Access;

namespace JobAnalysis.Application.Tests.Access;

public sealed class TotpTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    // RFC 6238, appendix B (SHA1), the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.CodeAt(Key, at));
        Assert.Equal(seconds / 30, Totp.FindStep(Key, code, at));
    }

    [Fact]
    public void Keys_are_written_as_the_standard_says()
    {
        Assert.Equal(Key, Totp.Base32(Encoding.ASCII.GetBytes("12345678901234567890")));
        Assert.Equal("MZXW6YTB", Totp.Base32(Encoding.ASCII.GetBytes("fooba")));
        Assert.Equal("MY", Totp.Base32(Encoding.ASCII.GetBytes("f")));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_half_a_minute_off(int seconds, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.Equal(accepted, Totp.FindStep(Key, Totp.CodeAt(Key, now.AddSeconds(seconds)), now) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void What_is_no_code_is_refused(string typed) => Assert.Null(Totp.FindStep(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));
}
