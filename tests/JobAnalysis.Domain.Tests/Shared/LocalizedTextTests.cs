using JobAnalysis.Domain.Shared;

namespace JobAnalysis.Domain.Tests.Shared;

public class LocalizedTextTests
{
    [Theory]
    [InlineData("Data", true, "Data")]
    [InlineData("Data", false, "資料")]
    [InlineData(null, true, "資料")]
    [InlineData(" ", true, "資料")]
    public void A_missing_English_text_falls_back_to_Chinese(string? english, bool forEnglish, string shown) =>
        Assert.Equal(shown, new LocalizedText("資料", english).For(forEnglish));
}
