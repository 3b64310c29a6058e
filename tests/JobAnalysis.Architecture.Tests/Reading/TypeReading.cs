using System.Reflection;

namespace JobAnalysis.Architecture.Tests.Reading;

/// <summary>Reads what a type is made of, compiler-made nested types included.</summary>
internal static class TypeReading
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    extension(Type type)
    {
        /// <summary>The type that stands in the namespace: the use case around a Handler, a closure or a state machine.</summary>
        public Type Outermost
        {
            get
            {
                while (type.DeclaringType is { } around) type = around;
                return type;
            }
        }

        public IEnumerable<MemberInfo> MembersUsed() => type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).SelectMany(Il.MembersOf);

        /// <summary>Every type that the type names: bases, attributes, signatures, fields, and what its bodies use.</summary>
        public IEnumerable<Type> TypesUsed() => Named(type).Where(t => t is not null).SelectMany(t => Parts(t!)).Distinct();

        public bool Implements(Type openInterface) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == openInterface);
    }

    /// <summary>The type with everything nested in it.</summary>
    public static IEnumerable<Type> WithNested(Type type) => type.GetNestedTypes(Own).SelectMany(WithNested).Prepend(type);

    private static IEnumerable<Type?> Named(Type type)
    {
        yield return type.BaseType;
        foreach (var contract in type.GetInterfaces()) yield return contract;
        foreach (var attribute in type.CustomAttributes) yield return attribute.AttributeType;
        foreach (var field in type.GetFields(Own)) yield return field.FieldType;
        foreach (var method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
        {
            foreach (var attribute in method.CustomAttributes) yield return attribute.AttributeType;
            foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
            if (method is MethodInfo { ReturnType: var result }) yield return result;
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) yield return local.LocalType;
            foreach (var member in Il.MembersOf(method))
            {
                yield return member as Type ?? member.DeclaringType;
                if (member is MethodInfo called)
                {
                    yield return called.ReturnType;
                    if (called.IsGenericMethod) foreach (var argument in called.GetGenericArguments()) yield return argument;
                }
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        if (type.IsGenericParameter) return [];
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()) : [type];
    }
}
