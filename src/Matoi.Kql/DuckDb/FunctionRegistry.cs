using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Matoi.Kql.Functions;
using Matoi.Kql.Sql;

namespace Matoi.Kql.DuckDb;

/// <summary>Registers functions that are written in C# with one database, each when a query first needs it.</summary>
internal sealed unsafe class FunctionRegistry
{
    private readonly HashSet<string> _registered = [];
    private readonly Lock _lock = new();

    /// <summary>Makes a function known to the engine; does nothing when it is.</summary>
    public void Register(DuckDBConnection connection, KqlFunction function, int arguments)
    {
        var name = FunctionNames.Of(function, arguments);
        lock (_lock)
        {
            if (_registered.Add(name))
            {
                Create(connection, name, function, arguments);
            }
        }
    }

    private static void Create(DuckDBConnection connection, string name, KqlFunction function, int arguments)
    {
        var handle = NativeMethods.ScalarFunction.DuckDBCreateScalarFunction();
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetName(handle, name);
        for (var i = 0; i < arguments; i++)
        {
            using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(EngineType(function.ParameterAt(i)!.Type));
            NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(handle, type);
        }

        using var returns = NativeMethods.LogicalType.DuckDBCreateLogicalType(EngineType(function.Returns));
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetReturnType(handle, returns);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(handle);
        if (function.Volatile)
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetVolatile(handle);
        }

        // Lives as long as the database, which frees it by the second function.
        var body = GCHandle.Alloc(RowFunction.Compile(function, arguments));
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetExtraInfo(handle, GCHandle.ToIntPtr(body), &Free);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetFunction(handle, &Invoke);
        var state = NativeMethods.ScalarFunction.DuckDBRegisterScalarFunction(connection.NativeConnection, handle);
        NativeMethods.ScalarFunction.DuckDBDestroyScalarFunction(ref handle);
        if (state == DuckDBState.Error)
        {
            throw new InvalidOperationException($"the engine does not take the function {name}");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Invoke(IntPtr info, IntPtr chunk, IntPtr output)
    {
        try
        {
            var body = (RowFunction)GCHandle.FromIntPtr(NativeMethods.ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info)).Target!;
            body.Run(chunk, output);
        }
        catch (Exception e)
        {
            // Nothing may be thrown through the engine; it stops the query with this text.
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, e is ArgumentRefusedException ? Refusal.Sign + e.Message : e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(IntPtr body) => GCHandle.FromIntPtr(body).Free();

    private static DuckDBType EngineType(KqlType type) => type switch
    {
        KqlType.Bool => DuckDBType.Boolean,
        KqlType.Int => DuckDBType.Integer,
        KqlType.Long or KqlType.DateTime or KqlType.TimeSpan => DuckDBType.BigInt,
        KqlType.Real => DuckDBType.Double,
        _ => DuckDBType.Varchar,
    };
}
