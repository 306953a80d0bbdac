using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>Normal equations of one point: Σ w·J·Jᵀ (2 × 2 or 3 × 3, symmetric) and Σ w·r·J.</summary>
internal struct NormalBlock
{
    private double _xx;
    private double _xy;
    private double _yy;
    private double _xz;
    private double _yz;
    private double _zz;
    private double _rx;
    private double _ry;
    private double _rz;

    /// <summary>Adds one weighted residual with its gradient.</summary>
    public void Add(double x, double y, double z, double weight, double residual)
    {
        _xx += weight * x * x;
        _xy += weight * x * y;
        _yy += weight * y * y;
        _xz += weight * x * z;
        _yz += weight * y * z;
        _zz += weight * z * z;
        _rx += weight * residual * x;
        _ry += weight * residual * y;
        _rz += weight * residual * z;
    }

    /// <summary>The step that solves the equations, slightly damped so that a flat direction gives a short one.</summary>
    public readonly (double X, double Y, double Z) Solve(int dimensions)
    {
        PositionCovariance inverse = Invert(dimensions);
        return (
            inverse.XX * _rx + inverse.XY * _ry + inverse.XZ * _rz,
            inverse.XY * _rx + inverse.YY * _ry + inverse.YZ * _rz,
            inverse.XZ * _rx + inverse.YZ * _ry + inverse.ZZ * _rz);
    }

    /// <summary>The inverse matrix, with a damping of 10⁻⁹ of the trace on the diagonal; the height's part is zero in planar work.</summary>
    public readonly PositionCovariance Invert(int dimensions)
    {
        double damping = 1e-9 * (_xx + _yy + _zz) + 1e-300;
        double xx = _xx + damping, yy = _yy + damping, zz = _zz + damping;
        if (dimensions == 2)
        {
            double planar = 1 / (xx * yy - _xy * _xy);
            return new PositionCovariance(yy * planar, -_xy * planar, xx * planar);
        }

        double cxx = yy * zz - _yz * _yz;
        double cxy = _xz * _yz - _xy * zz;
        double cxz = _xy * _yz - _xz * yy;
        double scale = 1 / (xx * cxx + _xy * cxy + _xz * cxz);
        return new PositionCovariance(
            cxx * scale,
            cxy * scale,
            (xx * zz - _xz * _xz) * scale,
            cxz * scale,
            (_xy * _xz - xx * _yz) * scale,
            (xx * yy - _xy * _xy) * scale);
    }
}
