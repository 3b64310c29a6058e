using System.Reflection;
using System.Text.RegularExpressions;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Messaging;
using JobAnalysis.Architecture.Tests.CounterExamples.First;
using JobAnalysis.Architecture.Tests.Reading;

namespace JobAnalysis.Architecture.Tests.Laws;

/// <summary>Every message says who may send it; handlers are reached through the pipeline only.</summary>
public sealed partial class MessageTests
{
    private static readonly Type[] HandlerContracts = [typeof(ICommandHandler<,>), typeof(IQueryHandler<,>), typeof(IOperationHandler<,>)];

    [Fact]
    public void Every_message_declares_what_it_requires()
    {
        Assert.True(Product.Types.Count(IsMessage) > 50);
        Assert.Empty(WithoutRequires(Product.Types));
    }

    [Fact]
    public void A_message_that_requires_nothing_is_found() => Assert.Equal(["OpenToAll.Query", "OpenToAll.Nothing"], WithoutRequires(TypeReading.WithNested(typeof(OpenToAll))));

    [Fact]
    public void Every_message_has_one_handler() => Assert.Empty(Unhandled(Product.Types.ToList()));

    [Fact]
    public void A_message_that_nobody_handles_is_found() => Assert.Contains(Unhandled([.. TypeReading.WithNested(typeof(OpenToAll))]), f => f.StartsWith("OpenToAll.Nothing", StringComparison.Ordinal));

    [Fact]
    public void Handlers_are_internal_and_sealed() => Assert.Empty(OpenHandlers(Product.Types));

    [Fact]
    public void A_public_or_open_handler_is_found() => Assert.Equal(["OpenToAll.Handler"], OpenHandlers(TypeReading.WithNested(typeof(OpenToAll))));

    [Fact]
    public void A_handler_is_named_by_nobody_else() => Assert.Empty(CallersOfHandlers(Product.Types));

    [Fact]
    public void An_area_that_calls_the_handler_of_another_is_found() => Assert.Contains(
        "CounterExamples.Neighbor.CallsHandler names OpenToAll.Handler", CallersOfHandlers(TypeReading.WithNested(typeof(CounterExamples.Neighbor.CallsHandler))));

    [Fact]
    public void An_area_sends_no_message_of_another_area() => Assert.Empty(SendersAcross(Product.Application.GetTypes()));

    [Fact]
    public void An_area_that_sends_the_message_of_another_is_found() => Assert.Contains(
        "Neighbor sends OpenToAll.Query of First", SendersAcross(TypeReading.WithNested(typeof(CounterExamples.Neighbor.SendsMessage))));

    [Fact]
    public void Only_Messaging_says_using_MediatR() => Assert.Empty(MediatorUsers(Repository.Sources("src", "tests", "migrations")));

    [Theory]
    [InlineData("using MediatR;\n")]
    [InlineData("// a comment\n    global using MediatR.Pipeline;\n")]
    [InlineData("class X(MediatR.IMediator mediator);\n")]
    public void A_file_that_uses_MediatR_elsewhere_is_found(string text) => Assert.Single(MediatorUsers([new("src/JobAnalysis.Application/Gaps/X.cs", text)]));

    internal static bool IsMessage(Type type) => type is { IsInterface: false, IsAbstract: false } && type.Implements(typeof(IMessage<>));

    private static bool IsHandler(Type type) => !type.IsInterface && HandlerContracts.Any(type.Implements);

    internal static string Name(Type type) => type.DeclaringType is { } around ? $"{around.Name}.{type.Name}" : type.Name;

    private static IEnumerable<string> WithoutRequires(IEnumerable<Type> types) =>
        types.Where(t => IsMessage(t) && t.GetCustomAttribute<RequiresAttribute>() is not { AnyOf.Count: > 0 }).Select(Name);

    private static IEnumerable<string> Unhandled(IReadOnlyList<Type> types) =>
        from message in types.Where(IsMessage)
        let handlers = types.Count(t => IsHandler(t) && t.GetInterfaces().Any(i => i.IsGenericType && HandlerContracts.Contains(i.GetGenericTypeDefinition()) && i.GetGenericArguments()[0] == message))
        where handlers != 1
        select $"{Name(message)} has {handlers} handlers";

    private static IEnumerable<string> OpenHandlers(IEnumerable<Type> types) => types.Where(t => IsHandler(t) && (!t.IsSealed || t.IsVisible || t.IsNestedPublic)).Select(Name);

    private static IEnumerable<string> CallersOfHandlers(IEnumerable<Type> types) =>
        (from type in types
         from used in type.TypesUsed()
         where IsHandler(used) && used.Outermost != type.Outermost
         select $"{type.Outermost.FullName!.Replace("JobAnalysis.Architecture.Tests.", "", StringComparison.Ordinal)} names {Name(used)}").Distinct();

    private static IEnumerable<string> SendersAcross(IEnumerable<Type> types) =>
        (from type in types
         from made in type.MembersUsed().OfType<ConstructorInfo>().Select(c => c.DeclaringType!)
         where IsMessage(made) && made.Outermost != type.Outermost && AreaOf(made) != AreaOf(type)
         select $"{AreaOf(type)} sends {Name(made)} of {AreaOf(made)}").Distinct();

    private static string AreaOf(Type type) => Area().Match(type.Outermost.Namespace!).Groups["area"].Value;

    private static IEnumerable<string> MediatorUsers(IEnumerable<SourceFile> files) =>
        files.Where(f => !f.Path.StartsWith("src/JobAnalysis.Application/Messaging/", StringComparison.Ordinal) && f.Lines.Any(l => Mediator().IsMatch(l))).Select(f => f.Path);

    [GeneratedRegex(@"^JobAnalysis\.(?:Application|Architecture\.Tests\.CounterExamples)\.(?<area>\w+)", RegexOptions.None, 5000)]
    private static partial Regex Area();

    // Also without a using: MediatR.IMediator. Comments and strings may say the word.
    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?MediatR\b|^[^""/]*\bMediatR\.[A-Z]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Mediator();
}
