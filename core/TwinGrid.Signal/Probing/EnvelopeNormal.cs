namespace TwinGrid.Signal.Probing;

/// <summary>
/// Normal equations JᵀJ·δ = Jᵀr of the exact envelope at one point (V, a, b). With z = V + (c·a + s·b) + j(c·b − s·a),
/// c = 1 − ρcosφ and s = ρsinφ, the model is |z| and its gradient is Re(z*·∂z)/|z|.
/// </summary>
internal readonly record struct EnvelopeNormal(ProbeCovariance Gram, double RightV, double RightA, double RightB, double SquaredSum)
{
    /// <summary>Assembles the equations for the given voltages.</summary>
    public static EnvelopeNormal At(ReflectionPalette palette, ReadOnlySpan<double> voltages, double v, double a, double b)
    {
        ReadOnlySpan<double> direct = palette.Direct, quadrature = palette.Quadrature;
        double vv = 0, va = 0, vb = 0, aa = 0, ab = 0, bb = 0, rv = 0, ra = 0, rb = 0, sum = 0;
        for (int i = 0; i < voltages.Length; i++)
        {
            double c = direct[i], s = quadrature[i];
            double real = v + c * a + s * b;
            double imaginary = c * b - s * a;
            double envelope = Math.Sqrt(real * real + imaginary * imaginary);
            double cosine = envelope > 0 ? real / envelope : 1;
            double sine = envelope > 0 ? imaginary / envelope : 0;
            double jv = cosine;
            double ja = cosine * c - sine * s;
            double jb = cosine * s + sine * c;
            double residual = voltages[i] - envelope;
            vv += jv * jv;
            va += jv * ja;
            vb += jv * jb;
            aa += ja * ja;
            ab += ja * jb;
            bb += jb * jb;
            rv += jv * residual;
            ra += ja * residual;
            rb += jb * residual;
            sum += residual * residual;
        }

        return new EnvelopeNormal(new ProbeCovariance(vv, va, vb, aa, ab, bb), rv, ra, rb, sum);
    }

    /// <summary>Solves (JᵀJ + damping·diag)·δ = Jᵀr; false when the matrix is singular.</summary>
    public bool TryStep(double damping, out double v, out double a, out double b)
    {
        ProbeCovariance damped = Gram with { VV = Gram.VV * (1 + damping), AA = Gram.AA * (1 + damping), BB = Gram.BB * (1 + damping) };
        if (!TryInvert(damped, out ProbeCovariance inverse))
        {
            v = a = b = 0;
            return false;
        }

        v = inverse.VV * RightV + inverse.VA * RightA + inverse.VB * RightB;
        a = inverse.VA * RightV + inverse.AA * RightA + inverse.AB * RightB;
        b = inverse.VB * RightV + inverse.AB * RightA + inverse.BB * RightB;
        return true;
    }

    /// <summary>(JᵀJ)⁻¹; false when it is singular.</summary>
    public bool TryInvert(out ProbeCovariance inverse) => TryInvert(Gram, out inverse);

    private static bool TryInvert(in ProbeCovariance m, out ProbeCovariance inverse)
    {
        double vv = m.AA * m.BB - m.AB * m.AB;
        double va = m.VB * m.AB - m.VA * m.BB;
        double vb = m.VA * m.AB - m.VB * m.AA;
        double determinant = m.VV * vv + m.VA * va + m.VB * vb;
        if (!(determinant > 1e-9 * m.VV * m.AA * m.BB))
        {
            inverse = default;
            return false;
        }

        inverse = new ProbeCovariance(
            vv / determinant,
            va / determinant,
            vb / determinant,
            (m.VV * m.BB - m.VB * m.VB) / determinant,
            (m.VA * m.VB - m.VV * m.AB) / determinant,
            (m.VV * m.AA - m.VA * m.VA) / determinant);
        return true;
    }
}
