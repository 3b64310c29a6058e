namespace JobAnalysis.Migrations.Demo;

/// <summary>Invented names: a common surname and two common signs, each combination used once.</summary>
internal sealed class DemoNames(int seedNumber)
{
    private const string Surnames = "陳陳陳陳林林林黃黃張張李李王王吳吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋";
    private const string First = "怡雅淑佳欣宜靜美惠思子詩婉玉素麗秀志建俊冠宗家明文國承柏彥宏信哲育政士永嘉維仁正浩";
    private const string Second = "君婷芬玲蓉慧雯萱穎珍蓁瑜如華娟芳宏豪翰宇傑銘賢安廷諺維倫誠毅成祥榮昌達偉霖軒恩";

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public string Next(string key)
    {
        var random = new DemoRandom(seedNumber, $"name/{key}");
        while (true)
        {
            var (first, second) = (First[random.Next(First.Length)], Second[random.Next(Second.Length)]);
            var name = string.Concat(Surnames[random.Next(Surnames.Length)].ToString(), first.ToString(), second.ToString());
            if (first != second && used.Add(name)) return name;
        }
    }

    /// <summary>A name that the plan gives.</summary>
    public string Take(string name) => used.Add(name) ? name : throw new InvalidOperationException($"{name} is taken.");
}
