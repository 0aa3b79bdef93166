using Npgsql;

namespace PawPal.Api.Data;

/// <summary>
/// Positional parameters (<c>$1</c>, <c>$2</c>), each with its own type: nothing is boxed or guessed.
/// </summary>
internal static class Binding
{
    extension(NpgsqlParameterCollection parameters)
    {
        public NpgsqlParameterCollection Bind<T>(T value)
        {
            parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            return parameters;
        }

        public NpgsqlParameterCollection Bind<T1, T2>(T1 first, T2 second) => parameters.Bind(first).Bind(second);

        public NpgsqlParameterCollection Bind<T1, T2, T3>(T1 first, T2 second, T3 third) =>
            parameters.Bind(first, second).Bind(third);

        public NpgsqlParameterCollection Bind<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth) =>
            parameters.Bind(first, second).Bind(third, fourth);

        public NpgsqlParameterCollection Bind<T1, T2, T3, T4, T5>(
            T1 first, T2 second, T3 third, T4 fourth, T5 fifth) =>
            parameters.Bind(first, second, third, fourth).Bind(fifth);

        public NpgsqlParameterCollection Bind<T1, T2, T3, T4, T5, T6>(
            T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth) =>
            parameters.Bind(first, second, third, fourth).Bind(fifth, sixth);

        public NpgsqlParameterCollection Bind<T1, T2, T3, T4, T5, T6, T7>(
            T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh) =>
            parameters.Bind(first, second, third, fourth).Bind(fifth, sixth, seventh);

        public NpgsqlParameterCollection Bind<T1, T2, T3, T4, T5, T6, T7, T8>(
            T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, T8 eighth) =>
            parameters.Bind(first, second, third, fourth).Bind(fifth, sixth, seventh, eighth);
    }
}
