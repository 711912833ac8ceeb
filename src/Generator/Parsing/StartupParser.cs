using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the class that Amazon.Lambda.Annotations takes services from, for projects that have it and no [JobServices].</summary>
internal static class StartupParser
{
    public const string AttributeNamespace = "Amazon.Lambda.Annotations";
    public const string AttributeType = "LambdaStartupAttribute";
    public const string AttributeName = AttributeNamespace + "." + AttributeType;

    private const string HostBuilderMethod = "ConfigureHostBuilder";
    private const string ServicesMethod = "ConfigureServices";

    /// <summary>Makes the model; null where generated code can call neither of its methods. Annotations tells what is wrong with the class.</summary>
    public static ServicesModel? Parse(INamedTypeSymbol type)
    {
        if (!TypeAccess.IsReachable(type) || IsInGeneric(type))
            return null;

        ServicesModel? found = null;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsAbstract: false } method
                || TypeAccess.OfMember(method) == Accessibility.Private
                || (!method.IsStatic && !CanBeMade(type)))
            {
                continue;
            }

            // Of two, Annotations takes the builder, too.
            if (IsHostBuilder(method))
                return new ServicesModel(Call(type, method), IsHostBuilder: true, UsedBy(method));
            if (TakesServices(method))
                found = new ServicesModel(Call(type, method), IsHostBuilder: false, UsedBy(method));
        }

        return found;
    }

    private static string Call(INamedTypeSymbol type, IMethodSymbol method)
    {
        string name = TypeNames.Key(type, ExternAliases.Of(type));
        return (method.IsStatic ? name : $"new {name}()") + "." + method.Name;
    }

    private static EquatableArray<string> UsedBy(IMethodSymbol method) => new UseDiagnostics(method.ContainingAssembly).AddMethod(method).Ids;

    private static bool TakesServices(IMethodSymbol method) =>
        method.Name == ServicesMethod
        && method.Parameters.Length == 1
        && method.Parameters[0].RefKind == RefKind.None
        && method.Parameters[0].Type.Is("Microsoft.Extensions.DependencyInjection", "IServiceCollection");

    private static bool IsHostBuilder(IMethodSymbol method)
    {
        if (method.Name != HostBuilderMethod || method.Parameters.Length > 0)
            return false;

        if (HasServices(method.ReturnType))
            return true;

        foreach (INamedTypeSymbol implemented in method.ReturnType.AllInterfaces)
        {
            if (method.ReturnType.TypeKind == TypeKind.Interface && HasServices(implemented))
                return true;
        }

        return false;
    }

    private static bool HasServices(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers("Services"))
            {
                if (member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public } property
                    && property.Type.Is("Microsoft.Extensions.DependencyInjection", "IServiceCollection"))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool CanBeMade(INamedTypeSymbol type)
    {
        if (type.IsAbstract)
            return false;

        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length == 0)
                return TypeAccess.OfMember(constructor) != Accessibility.Private;
        }

        return false;
    }

    private static bool IsInGeneric(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
                return true;
        }

        return false;
    }
}
